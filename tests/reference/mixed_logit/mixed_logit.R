# Random-intercept logistic models on grouped cells by lme4::glmer, Laplace and adaptive quadrature.
# With more than one node glmer's log likelihood is relative to the saturated model.
suppressMessages(library(lme4))
d <- read.csv("input.csv")
control <- glmerControl(
  optimizer = "bobyqa", tolPwrss = 1e-12, optCtrl = list(rhobeg = 0.1, rhoend = 1e-9, maxfun = 1e5)
)
parameters <- effects <- NULL
for (case in unique(d$case)) {
  one <- d[d$case == case & d$n > 0, ]
  one$f <- factor(one$f)
  one$g <- factor(one$g)
  for (nodes in c(1, 7, 15)) {
    m <- glmer(cbind(x, n - x) ~ f + g + z + (1 | unit), one, family = binomial, nAGQ = nodes,
      control = control)
    se <- sqrt(diag(as.matrix(vcov(m))))
    parameters <- rbind(parameters, data.frame(
      case = case, nodes = nodes,
      name = c(names(fixef(m)), paste0("se ", names(fixef(m))), "sigma", "loglik"),
      value = c(fixef(m), se, getME(m, "theta"), as.numeric(logLik(m)))))
    r <- ranef(m, condVar = TRUE)$unit
    effects <- rbind(effects, data.frame(
      case = case, nodes = nodes, unit = as.integer(rownames(r)), effect = r[, 1],
      sd = sqrt(as.vector(attr(r, "postVar")))))
  }
}
write.csv(format(parameters, digits = 12, trim = TRUE), "parameters.csv", row.names = FALSE,
  quote = FALSE)
write.csv(format(effects, digits = 12, trim = TRUE), "effects.csv", row.names = FALSE, quote = FALSE)
