# Rakes the rows of respondents.csv to margins.csv with survey::rake: Rscript raking.R folder
suppressMessages(library(survey))
folder <- commandArgs(trailingOnly = TRUE)[1]
d <- read.csv(file.path(folder, "respondents.csv"))
m <- read.csv(file.path(folder, "margins.csv"))
names <- unique(m$margin)
known <- lapply(names, function(n) {
  one <- m[m$margin == n, c("category", "population")]
  setNames(one, c(n, "Freq"))
})
N <- sum(known[[1]]$Freq)
took <- system.time({
  base <- svydesign(ids = ~1, weights = rep(N / nrow(d), nrow(d)), data = d)
  # As close as ours; below 1 it is a share of the population.
  raked <- rake(base, lapply(names, function(n) reformulate(n)), known,
                control = list(maxit = 1000, epsilon = 1e-10))
})
w <- weights(raked, "sampling") * nrow(d) / N
given <- svydesign(ids = ~1, weights = w, data = d)
s <- svymean(~y, given)
writeBin(w, file.path(folder, "survey.bin"))
out <- data.frame(seconds = took[["elapsed"]], processor = took[["user.self"]] + took[["sys.self"]],
                  share = coef(s), se = as.numeric(SE(s)))
write.csv(format(out, digits = 15, trim = TRUE), file.path(folder, "survey.csv"), row.names = FALSE,
          quote = FALSE)
