"""Reference answers from mpmath, scipy, statsmodels and scikit-learn.

Reads a JSON list of {"name": ..., "args": {...}} from stdin and writes the list of answers to stdout.
Special values travel as the strings "nan", "inf" and "-inf".
"""

import json
import math
import sys
import warnings

import mpmath as mp
import numpy as np

mp.mp.dps = 40
warnings.filterwarnings("ignore")


def normal_cdf(z):
    return mp.ncdf(z)


def normal_quantile(p):
    low, high = mp.mpf(-40), mp.mpf(10)
    for _ in range(140):
        middle = (low + high) / 2
        low, high = (middle, high) if mp.ncdf(middle) < mp.mpf(p) else (low, middle)
    return mp.chop(low, 1e-30)


def beta_cdf(x, a, b):
    return mp.betainc(a, b, 0, x, regularized=True)


def t_cdf(t, df):
    x = mp.mpf(df) / (df + mp.mpf(t) ** 2)
    tail = mp.betainc(mp.mpf(df) / 2, 0.5, 0, x, regularized=True) / 2
    return tail if t <= 0 else 1 - tail


def polish(law, p, cdf):
    """scipy's quantile, carried to full precision by Newton's steps on mpmath's distribution function."""
    x = mp.mpf(float(law.ppf(p)))
    for _ in range(4):
        x -= (cdf(x) - mp.mpf(p)) / mp.mpf(float(law.pdf(float(x))))
    return x


def t_quantile(p, df):
    from scipy.stats import t

    return polish(t(df), p, lambda x: t_cdf(x, df))


def beta_quantile(p, a, b):
    from scipy.stats import beta

    return polish(beta(a, b), p, lambda x: beta_cdf(x, a, b))


def incomplete_gamma(a, x):
    return [mp.gammainc(a, 0, x, regularized=True), mp.gammainc(a, x, mp.inf, regularized=True)]


def binomial(k, n, p):
    p = mp.mpf(p)
    pmf = mp.exp(mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1) + k * mp.log(p) + (n - k) * mp.log1p(-p))

    def tail(steps):
        """1 plus the products of the ratios of neighbouring terms: mpmath's betainc takes minutes at n = 1e5."""
        total = term = mp.mpf(1)
        for ratio in steps:
            term *= ratio
            total += term
            if term < total * mp.mpf(10) ** -35:
                break
        return total

    odds = p / (1 - p)
    down = lambda: pmf * tail(mp.mpf(i) / (n - i + 1) / odds for i in range(k, 0, -1))
    up = lambda: pmf * tail(mp.mpf(n - i) / (i + 1) * odds for i in range(k, n))
    if k < n * p:
        cdf = down()
        return [pmf, cdf, 1 - cdf + pmf]
    upper = up()
    return [pmf, 1 - upper + pmf, upper]


def binomial_test(k, n, p):
    from scipy.stats import binomtest

    return [float(binomtest(k, n, p, alternative=a).pvalue) for a in ("less", "greater", "two-sided")]


def intervals(k, n, confidence):
    from statsmodels.stats.proportion import proportion_confint

    # Wilson's bound at no success is 0 by its formula; the rounding of the square root is taken off.
    both = [proportion_confint(k, n, 1 - confidence, method=m) for m in ("beta", "wilson")]
    return [[float(mp.chop(mp.mpf(float(low)), 1e-15)), float(high)] for low, high in both]


def mcnemar(first, second):
    from scipy.stats import binom
    from statsmodels.stats.contingency_tables import mcnemar as test

    table = [[7, first], [second, 9]]
    n, low = first + second, min(first, second)
    mid = 1 - binom.pmf(low, n, 0.5) / 2 if first == second else 2 * binom.cdf(low, n, 0.5) - binom.pmf(low, n, 0.5)
    plain = test(table, exact=False, correction=False)
    return [
        float(test(table, exact=True).pvalue),
        float(mid),
        float(plain.statistic),
        float(plain.pvalue),
        # As R has it: no continuity correction where the counts are equal (statsmodels corrects to (0 - 1)^2).
        1.0 if first == second else float(test(table, exact=False, correction=True).pvalue),
    ]


def tango(gained, lost, n, difference):
    """The score statistic with the nuisance parameter found by maximising the likelihood, not by Tango's closed form."""
    d = mp.mpf(difference)
    both = n - gained - lost

    def slope(q):
        # derivative of gained*log(q+d) + lost*log(q) + both*log(1-2q-d)
        return gained * q * (1 - 2 * q - d) + lost * (q + d) * (1 - 2 * q - d) - 2 * both * q * (q + d)

    low, high = mp.mpf(max(0, -d)), (1 - d) / 2
    low, high = low + (high - low) * mp.mpf(10) ** -30, high - (high - low) * mp.mpf(10) ** -30
    if slope(low) <= 0:
        q = low
    elif slope(high) >= 0:
        q = high
    else:
        for _ in range(200):
            middle = (low + high) / 2
            if slope(middle) > 0:
                low = middle
            else:
                high = middle
        q = (low + high) / 2
    return (gained - lost - n * d) / mp.sqrt(n * (2 * q + d - d * d))


def holm(p):
    from statsmodels.stats.multitest import multipletests

    return list(map(float, multipletests(p, method="holm")[1]))


def delong(y, first, second):
    """By the definition: every positive against every negative."""
    y, scores = np.array(y), [np.array(first), np.array(second)]
    aucs, v10, v01 = [], [], []
    for s in scores:
        pos, neg = s[y == 1], s[y == 0]
        psi = (pos[:, None] > neg[None, :]) + 0.5 * (pos[:, None] == neg[None, :])
        aucs.append(psi.mean())
        v10.append(psi.mean(axis=1))
        v01.append(psi.mean(axis=0))
    cov = np.cov(v10) / len(v10[0]) + np.cov(v01) / len(v01[0])
    return [*aucs, cov[0, 0], cov[1, 1], cov[0, 1]]


def paired_t(first, second, margin):
    from scipy.stats import ttest_1samp

    d = np.array(second) - np.array(first)
    return [
        float(ttest_1samp(d, margin, alternative="greater").pvalue),
        float(ttest_1samp(d, margin, alternative="less").pvalue),
        *map(float, ttest_1samp(d, 0).confidence_interval(0.9)),
    ]


def classification(truth, predicted, labels):
    from sklearn.metrics import accuracy_score, balanced_accuracy_score, matthews_corrcoef, precision_recall_fscore_support

    rows = precision_recall_fscore_support(truth, predicted, labels=labels, average=None, zero_division=0)
    out = {"accuracy": accuracy_score(truth, predicted), "mcc": matthews_corrcoef(truth, predicted)}
    out["balanced_accuracy"] = balanced_accuracy_score(truth, predicted)
    for i, label in enumerate(labels):
        for name, row in zip(("precision", "recall", "f1"), rows):
            out[f"{name}[class={label}]"] = row[i]
    for average in ("macro", "micro", "weighted"):
        three = precision_recall_fscore_support(truth, predicted, average=average, zero_division=0)
        for name, value in zip(("precision", "recall", "f1"), three):
            out[f"{name}_{average}"] = value
    return {name: float(value) for name, value in out.items()}


def scores(y, score):
    from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score

    return {
        "auc": float(roc_auc_score(y, score)),
        "average_precision": float(average_precision_score(y, score)),
        "log_loss": float(log_loss(y, score, labels=[0, 1])),
        "brier": float(brier_score_loss(y, score)),
    }


def multiclass_scores(truth, probabilities, labels):
    from sklearn.metrics import log_loss

    p, index = np.array(probabilities), [labels.index(t) for t in truth]
    hot = np.eye(len(labels))[index]
    top, right = p.max(axis=1), p.argmax(axis=1) == index
    bins = np.clip(np.ceil(top * 15).astype(int) - 1, 0, 14)
    ece = sum(abs(right[bins == b].mean() - top[bins == b].mean()) * (bins == b).mean() for b in set(bins))
    return {
        "log_loss": float(log_loss(truth, p, labels=labels)),
        "brier": float(((p - hot) ** 2).sum(axis=1).mean()),
        "ece": float(ece),
    }


def regression(truth, predicted):
    from sklearn.metrics import mean_absolute_error, mean_squared_error, r2_score

    mse = float(mean_squared_error(truth, predicted))
    return {
        "mae": float(mean_absolute_error(truth, predicted)),
        "mse": mse,
        "rmse": math.sqrt(mse),
        "r2": float(r2_score(truth, predicted)),
    }


def percentile(values, q):
    return float(np.percentile(values, q))


def plain(value):
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, str):
        return value
    number = float(value)
    return number if math.isfinite(number) else str(number)


def main():
    cases = json.load(sys.stdin)
    known = {name: value for name, value in globals().items() if callable(value)}
    json.dump([plain(known[case["name"]](**case["args"])) for case in cases], sys.stdout)


if __name__ == "__main__":
    main()
