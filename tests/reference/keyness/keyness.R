# Likelihood-ratio test of the two-by-two table of people who use a word, by the deviance of a
# binomial regression; 52 people and 400 others.
d <- read.csv("input.csv")
people <- c(52, 400)
out <- t(sapply(seq_len(nrow(d)), function(i) {
  used <- c(d$users[i], d$users_others[i])
  fit <- glm(cbind(used, people - used) ~ 1, family = binomial, control = list(epsilon = 1e-14, maxit = 100))
  full <- sum(dbinom(used, people, used / people, log = TRUE))
  common <- sum(dbinom(used, people, sum(used) / sum(people), log = TRUE))
  seen <- pmax(used, 0.5)
  c(g2 = 2 * (full - common), deviance = deviance(fit),
    log_ratio = log2((seen[1] / people[1]) / (seen[2] / people[2])))
}))
d <- cbind(d, out)
d$p_value <- pchisq(d$g2, 1, lower.tail = FALSE)
tested <- d$users + d$users_others >= 5
d$p_value[!tested] <- NA
d$q_value <- p.adjust(d$p_value, method = "BH")
write.csv(format(d, digits = 15, trim = TRUE), "output.csv", row.names = FALSE, quote = FALSE)
