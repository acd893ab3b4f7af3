# One fit by lme4::glmer to a file of cells: Rscript mixed_model.R cells.csv nodes estimates.csv
suppressMessages(library(lme4))
given <- commandArgs(trailingOnly = TRUE)
d <- read.csv(given[1])
for (name in c("entry", "gender", "origin", "level", "cohort")) d[[name]] <- factor(d[[name]])
took <- system.time(
  m <- glmer(cbind(x, n - x) ~ entry + gender + origin + level + cohort + (1 | unit), d,
    family = binomial, nAGQ = as.integer(given[2]), control = glmerControl(optimizer = "bobyqa"))
)
r <- ranef(m, condVar = TRUE)$unit
se <- sqrt(diag(as.matrix(vcov(m))))
out <- rbind(
  data.frame(name = "seconds", value = took[["elapsed"]], sd = NA),
  data.frame(name = "processor", value = took[["user.self"]] + took[["sys.self"]], sd = NA),
  data.frame(name = "sigma", value = getME(m, "theta"), sd = NA),
  data.frame(name = "loglik", value = as.numeric(logLik(m)), sd = NA),
  data.frame(name = names(fixef(m)), value = fixef(m), sd = se),
  data.frame(name = paste0("unit", rownames(r)), value = r[, 1],
    sd = sqrt(as.vector(attr(r, "postVar")))))
write.csv(format(out, digits = 12, trim = TRUE), given[3], row.names = FALSE, quote = FALSE)
