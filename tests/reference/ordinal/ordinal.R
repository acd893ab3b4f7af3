# Proportional-odds models by MASS::polr; its Hessian is numerical, so the fit is driven far.
library(MASS)
d <- read.csv("input.csv")
out <- NULL
likelihood <- NULL
for (s in unique(d$set)) {
  e <- d[d$set == s, ]
  e$answer <- factor(e$answer, ordered = TRUE)
  fit <- polr(answer ~ teaching + practice + guidance, data = e, Hess = TRUE,
    control = list(reltol = 1e-15, maxit = 1000))
  estimate <- c(fit$zeta, coef(fit))
  se <- sqrt(diag(vcov(fit)))[names(estimate)]
  out <- rbind(out, data.frame(set = s, name = names(estimate), estimate = unname(estimate), se = unname(se)))
  null <- polr(answer ~ 1, data = e, control = list(reltol = 1e-15, maxit = 1000))
  likelihood <- rbind(likelihood, data.frame(set = s, fitted = as.numeric(logLik(fit)),
    null = as.numeric(logLik(null))))
}
write.csv(format(out, digits = 15, trim = TRUE), "output.csv", row.names = FALSE, quote = FALSE)
write.csv(format(likelihood, digits = 15, trim = TRUE), "likelihood.csv", row.names = FALSE, quote = FALSE)
