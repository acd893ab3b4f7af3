# Random-intercept linear models on rows by lme4::lmer, maximum likelihood and REML.
suppressMessages(library(lme4))
d <- read.csv("input.csv")
control <- lmerControl(
  optimizer = "bobyqa", calc.derivs = FALSE,
  optCtrl = list(rhobeg = 0.05, rhoend = 1e-12, maxfun = 1e6)
)
parameters <- effects <- NULL
for (case in unique(d$case)) {
  one <- d[d$case == case, ]
  one$f <- factor(one$f)
  one$g <- factor(one$g)
  for (reml in c(TRUE, FALSE)) {
    m <- lmer(y ~ f + g + z + (1 | unit), one, REML = reml, control = control)
    se <- sqrt(diag(as.matrix(vcov(m))))
    parameters <- rbind(parameters, data.frame(
      case = case, reml = as.integer(reml),
      name = c(names(fixef(m)), paste0("se ", names(fixef(m))), "sigma", "residual", "loglik"),
      value = c(fixef(m), se, getME(m, "theta") * sigma(m), sigma(m), as.numeric(logLik(m)))))
    r <- ranef(m, condVar = TRUE)$unit
    effects <- rbind(effects, data.frame(
      case = case, reml = as.integer(reml), unit = as.integer(rownames(r)), effect = r[, 1],
      sd = sqrt(as.vector(attr(r, "postVar")))))
  }
}
write.csv(format(parameters, digits = 14, trim = TRUE), "parameters.csv", row.names = FALSE,
  quote = FALSE)
write.csv(format(effects, digits = 14, trim = TRUE), "effects.csv", row.names = FALSE, quote = FALSE)
