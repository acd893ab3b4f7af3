# Weighted least squares on the cohort. lm estimates the residual SD sigma, which its standard
# errors have in; with known SDs the standard error is theirs without it, here never below.
d <- read.csv("input.csv")
out <- NULL
for (s in unique(d$set)) {
  e <- d[d$set == s & d$used == 1, ]
  fit <- summary(lm(value ~ cohort, data = e, weights = 1 / sd^2))
  slope <- fit$coefficients["cohort", "Estimate"]
  known <- fit$coefficients["cohort", "Std. Error"] / fit$sigma
  se <- known * max(1, fit$sigma)
  out <- rbind(out, data.frame(set = s, slope = slope, lm_se = known * fit$sigma, scatter = fit$sigma,
    se = se, low = slope - qnorm(0.975) * se, high = slope + qnorm(0.975) * se,
    p_value = 2 * pnorm(-abs(slope) / se), cohorts_used = nrow(e), first = min(e$cohort),
    last = max(e$cohort)))
}
write.csv(format(out, digits = 15, trim = TRUE), "output.csv", row.names = FALSE, quote = FALSE)
