# Pooled agreement and value with respondents as clusters: survey::svymean over one row an answer.
library(survey)
d <- read.csv("input.csv")
items <- c("q1", "q2", "q3", "q4")
d <- d[rowSums(!is.na(d[items])) >= 2, ]
long <- data.frame(person = rep(d$person, 4), answer = unlist(d[items], use.names = FALSE))
long <- long[!is.na(long$answer), ]
long$positive <- as.numeric(long$answer >= 4)
long$worth <- -100 + 50 * (long$answer - 1)
design <- svydesign(ids = ~person, weights = ~1, data = long)
found <- svymean(~positive + worth, design)
se <- SE(found)
share <- unname(coef(found)["positive"])
base <- share * (1 - share) / se[["positive"]]^2
wilson <- suppressWarnings(prop.test(share * base, base, conf.level = 0.90, correct = FALSE)$conf.int)
half <- qt(0.95, nrow(d) - 1) * se[["worth"]]
value <- unname(coef(found)["worth"])
out <- data.frame(people = nrow(d), answers = nrow(long), agreement = share, effective = base,
  agreement_low = wilson[1], agreement_high = wilson[2], value = value, value_low = value - half,
  value_high = value + half)
write.csv(format(out, digits = 15, trim = TRUE), "output.csv", row.names = FALSE, quote = FALSE)

# Cronbach's alpha written another way: the mean covariance of two
# questions against the mean of all entries of their covariance matrix.
full <- na.omit(read.csv("input.csv")[items])
covariance <- cov(full)
between <- mean(covariance[row(covariance) != col(covariance)])
alpha <- data.frame(people = nrow(full), alpha = between / mean(covariance))
write.csv(format(alpha, digits = 15, trim = TRUE), "alpha.csv", row.names = FALSE, quote = FALSE)
