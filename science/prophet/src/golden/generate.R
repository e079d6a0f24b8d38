# Forecasts the golden cases with R's prophet (Debian: r-cran-prophet) and writes one JSON file per case.
#   Rscript generate.R INPUT_FOLDER OUTPUT_FOLDER      after write-inputs.ts INPUT_FOLDER
suppressMessages(library(prophet))
arguments <- commandArgs(trailingOnly = TRUE)
input <- arguments[1]
output <- arguments[2]

read <- function(case, file) read.csv(file.path(input, case, file), stringsAsFactors = FALSE)
empty_as_null <- function(frame) if (nrow(frame) == 0) NULL else frame
numbers <- function(values) paste0("[", paste(formatC(values, digits = 12, format = "g", width = 1), collapse = ", "), "]")

forecast_case <- function(case) {
  settings <- read(case, "settings.csv")
  changepoints <- empty_as_null(read(case, "changepoints.csv"))
  model <- prophet(
    growth = settings$growth, seasonality.mode = settings$mode,
    changepoints = if (is.null(changepoints)) NULL else changepoints$ds,
    changepoint.prior.scale = settings$changepoint_prior, interval.width = settings$interval,
    yearly.seasonality = FALSE, weekly.seasonality = FALSE, daily.seasonality = FALSE,
    holidays = empty_as_null(read(case, "holidays.csv")), uncertainty.samples = 4000, fit = FALSE
  )
  seasonalities <- read(case, "seasonalities.csv")
  for (i in seq_len(nrow(seasonalities))) {
    s <- seasonalities[i, ]
    model <- add_seasonality(model, s$name, s$period, s$order, s$prior, s$mode)
  }
  regressors <- read(case, "regressors.csv")
  for (i in seq_len(nrow(regressors))) {
    r <- regressors[i, ]
    model <- add_regressor(model, r$name, prior.scale = r$prior, mode = r$mode)
  }
  set.seed(1)
  model <- fit.prophet(model, read(case, "history.csv"))
  future <- read(case, "future.csv")
  result <- predict(model, future)
  json <- sprintf(
    '{\n  "source": "R %s.%s, prophet %s",\n  "sigma": %s,\n  "yhat": %s,\n  "trend": %s,\n  "lower": %s,\n  "upper": %s\n}\n',
    R.version$major, R.version$minor, packageVersion("prophet"),
    formatC(mean(model$params$sigma_obs), digits = 12, format = "g"),
    numbers(result$yhat), numbers(result$trend), numbers(result$yhat_lower), numbers(result$yhat_upper)
  )
  cat(json, file = file.path(output, paste0(case, ".json")))
}

for (case in list.files(input)) forecast_case(case)
