# Log-rank test from counts, plain and stratified: survdiff.
library(survival)
d <- read.csv("input.csv")
groups <- NULL
tests <- NULL
for (name in unique(d$sample)) for (kind in c("plain", "stratified")) {
  s <- d[d$sample == name, ]
  s <- s[rep(seq_len(nrow(s)), s$count), ]
  fit <- if (kind == "plain") survdiff(Surv(time, event) ~ group, data = s)
    else survdiff(Surv(time, event) ~ group + strata(stratum), data = s)
  sum_of <- function(v) if (is.matrix(v)) rowSums(v) else v
  groups <- rbind(groups, data.frame(sample = name, kind = kind, group = sort(unique(s$group)),
    observed = sum_of(fit$obs), expected = sum_of(fit$exp), variance = diag(as.matrix(fit$var))))
  df <- sum(sum_of(fit$exp) > 0) - 1
  tests <- rbind(tests, data.frame(sample = name, kind = kind, statistic = fit$chisq, df = df,
    p_value = pchisq(fit$chisq, df, lower.tail = FALSE)))
}
write.csv(format(groups, digits = 15, trim = TRUE), "groups.csv", row.names = FALSE, quote = FALSE)
write.csv(format(tests, digits = 15, trim = TRUE), "tests.csv", row.names = FALSE, quote = FALSE)
