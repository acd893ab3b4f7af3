# Kaplan-Meier with log(-log) limits and medians, from counts.
library(survival)
d <- read.csv("input.csv")
curves <- NULL
medians <- NULL
for (name in unique(d$sample)) {
  s <- d[d$sample == name, ]
  s <- s[rep(seq_len(nrow(s)), s$count), ]
  fit <- survfit(Surv(time, event) ~ 1, data = s, conf.type = "log-log")
  curves <- rbind(curves, data.frame(sample = name, time = fit$time, at_risk = fit$n.risk,
    events = fit$n.event, value = fit$surv, low = fit$lower, high = fit$upper))
  m <- quantile(fit, 0.5)
  medians <- rbind(medians, data.frame(sample = name, median = unname(m$quantile),
    low = unname(m$lower), high = unname(m$upper)))
}
write.csv(format(curves, digits = 15, trim = TRUE), "curves.csv", row.names = FALSE, quote = FALSE)
write.csv(format(medians, digits = 15, trim = TRUE), "medians.csv", row.names = FALSE, quote = FALSE)
