"""Recomputes every e-value of a canary report from the raw counts stored in it, and compares.

    python3 test/oracle/recompute_evalues.py report.json

Standard library only, and independent of the TypeScript that wrote the report: written from the formulas in the action's
README. Prints what it compared; exit code 1 when a value differs by more than 1e-9 (relative, or absolute near zero), or
when the verdict does not follow from the values.
"""

import json
import math
import sys

TOLERANCE = 1e-9
STABLE_PRIOR = (50.0, 0.5)
CANARY_PRIOR = 30.0
FORGETS = 0.5 ** (1 / 5)
LEAST_STABLE_TRIALS = 20
LEAST_PODS = 3
EFFECTS = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2)


def nearest_null(theta_c, theta_s, n_c, n_s, ratio, absolute):
    """The point on p_c = ratio p_s + absolute with the least n_c KL(theta_c||p_c) + n_s KL(theta_s||p_s)."""

    def slope(p):
        c = ratio * p + absolute
        return n_c * ratio * (c - theta_c) / (c * (1 - c)) + n_s * (p - theta_s) / (p * (1 - p))

    least, most = max(0.0, -absolute / ratio), min(1.0, (1 - absolute) / ratio)
    a = min(theta_s, most)
    b = min(most, max(least, (theta_c - absolute) / ratio))
    low, high = min(a, b), max(a, b)
    if low == high:
        return None
    while True:
        middle = 0.5 * (low + high)
        if middle in (low, high):
            return ratio * middle + absolute, middle
        if slope(middle) < 0:
            low = middle
        else:
            high = middle


def gain(block, past, ratio, absolute, direction):
    """Log e-value of one block; `block` and `past` are (n_c, y_c, n_s, y_s)."""
    n_c, y_c, n_s, y_s = block
    if n_c <= 0 or n_s <= 0 or past[2] < LEAST_STABLE_TRIALS:
        return 0.0
    theta_s = (past[3] + STABLE_PRIOR[1]) / (past[2] + STABLE_PRIOR[0])
    edge = ratio * theta_s + absolute
    ceiling = 1 - 2.0**-20
    if direction == "harm":
        if edge >= 1:
            return 0.0
        guess = (past[1] + CANARY_PRIOR * 1.5 * edge) / (past[0] + CANARY_PRIOR)
        theta_c = min(max(guess, edge * (1 + 1e-4)), ceiling)
        if theta_c <= edge:
            return 0.0
    else:
        guess = (past[1] + CANARY_PRIOR * min(theta_s, edge)) / (past[0] + CANARY_PRIOR)
        theta_c = min(guess, edge * (1 - 1e-4), ceiling)
        if theta_c >= edge:
            return 0.0
    point = nearest_null(theta_c, theta_s, n_c, n_s, ratio, absolute)
    if point is None:
        return 0.0

    def log_ratio(n, y, theta, p):
        bad = y * math.log(theta / p) if y > 0 else 0.0
        good = (n - y) * (math.log1p(-theta) - math.log1p(-p)) if n - y > 0 else 0.0
        return bad + good

    return log_ratio(n_c, y_c, theta_c, point[0]) + log_ratio(n_s, y_s, theta_s, point[1])


def gains(blocks, ratio, absolute, direction, phi, keep=1.0):
    past, out = (0.0, 0.0, 0.0, 0.0), []
    for block, divisor in zip(blocks, phi):
        out.append(gain(block, past, ratio, absolute, direction) / divisor)
        past = tuple(before * keep + now for before, now in zip(past, block))
    return out


def running_sum(values):
    total, out = 0.0, []
    for value in values:
        total += value
        out.append(total)
    return out


def log_mean(values, weights=None):
    weights = weights or [1 / len(values)] * len(values)
    top = max(values)
    return top + math.log(sum(w * math.exp(v - top) for v, w in zip(values, weights)))


def late(values):
    """Mixture over every beginning j, weight 1/((j+1)(j+2)), summed term by term."""
    sums, out = [0.0, *running_sum(values)], []
    for b in range(len(values)):
        terms = [sums[b + 1] - sums[j] for j in range(b + 1)] + [0.0]
        weights = [1 / ((j + 1) * (j + 2)) for j in range(b + 1)] + [1 / (b + 2)]
        out.append(log_mean(terms, weights))
    return out


def harm(blocks, ratio, absolute, phi):
    plain = running_sum(gains(blocks, ratio, absolute, "harm", phi))
    mixed = late(gains(blocks, ratio, absolute, "harm", phi, FORGETS))
    return [log_mean(pair) for pair in zip(plain, mixed)]


def safety(blocks, ratio, absolute, phi):
    paths = [running_sum(gains(blocks, ratio, absolute, "safety", phi, keep)) for keep in (1.0, FORGETS)]
    return [log_mean(pair) for pair in zip(*paths)]


def split(blocks, tolerance):
    """Two-sided mixture of likelihood ratios beyond the tolerated odds; `blocks` are (canary, stable, share)."""
    paths = []
    for sign in (1, -1):
        for effect in EFFECTS:
            total, path = 0.0, []
            for canary, stable, share in blocks:
                if 0 < share < 1:
                    null = share / (1 - share) * math.exp(sign * math.log1p(tolerance))
                    other = null * math.exp(sign * effect)
                    null, other = null / (1 + null), other / (1 + other)
                    total += canary * math.log(other / null) + stable * (math.log1p(-other) - math.log1p(-null))
                path.append(total)
            paths.append(path)
    return [log_mean(values) for values in zip(*paths)] if blocks else []


def dispersion(blocks, read):
    """Pearson's chi-square of past counts across stable's pods over its degrees of freedom, at least 1."""
    total, out = {}, []
    for block in blocks:
        pods = [(n, y) for n, y in total.values() if n > 0]
        value = 1.0
        if len(pods) >= LEAST_PODS:
            n_all, y_all = sum(n for n, _ in pods), sum(y for _, y in pods)
            rate = y_all / n_all
            if 0 < rate < 1:
                chi2 = sum((y - n * rate) ** 2 / (n * rate * (1 - rate)) for n, y in pods)
                value = max(1.0, chi2 / (len(pods) - 1))
        out.append(value)
        for name, pod in block["pods"].items():
            n, y = read(pod)
            before = total.get(name, (0, 0))
            total[name] = (before[0] + n, before[1] + y)
    return out


def errors_of(arm):
    return arm["requests"], arm["errors"]


def slower_than(edge):
    return lambda arm: (arm["latency"]["total"], arm["latency"]["slower"][edge])


def recompute(report):
    """Every path of the report, by name."""
    settings = report["settings"]
    blocks = [block for block in report["blocks"] if block["seen"]]
    guarded = settings["dispersionGuard"] != "off"

    def counts(read, judges_warm_up):
        pairs = [
            (*(read(block["canary"]) if judges_warm_up or not block["warming"] else (0, 0)), *read(block["stable"]))
            for block in blocks
        ]
        return pairs, dispersion(blocks, read) if guarded else [1.0] * len(blocks)

    def widened(tolerance, share):
        return 1 + (tolerance["ratio"] - 1) / share, tolerance["absolute"] / share

    found = {}
    stored = report["evidence"]
    for metric in settings["metrics"]:
        tolerance = settings["tolerance"][metric]
        reads = [errors_of] if metric == "errors" else [slower_than(i) for i in range(len(report["edges"]))]
        each = [counts(read, metric == "errors") for read in reads]
        flat = [0.0] * len(blocks)
        harms = [harm(pairs, tolerance["ratio"], tolerance["absolute"], phi) for pairs, phi in each]
        found[f"{metric} harm"] = [log_mean(values) for values in zip(*harms)] if each else flat
        for entry in stored[metric]["safety"]:
            ratio, absolute = widened(tolerance, entry["share"])
            paths = [safety(pairs, ratio, absolute, phi) for pairs, phi in each]
            found[f"{metric} safety at {entry['share']}"] = [min(values) for values in zip(*paths)] if each else flat
    steady = [block for block in blocks if block["steady"]]
    found["split"] = split(
        [(b["canary"]["requests"], b["stable"]["requests"], b["weight"] / 100) for b in steady],
        settings["splitTolerance"],
    )
    return found


def stored_paths(report):
    paths = {"split": report["evidence"]["split"]}
    for metric in report["settings"]["metrics"]:
        paths[f"{metric} harm"] = report["evidence"][metric]["harm"]
        for entry in report["evidence"][metric]["safety"]:
            paths[f"{metric} safety at {entry['share']}"] = entry["path"]
    return paths


def contradiction(report, found):
    """Why the verdict does not follow from the recomputed values, if it does not."""
    settings, reason = report["settings"], report["reason"]
    alpha = settings["alpha"] / len(settings["metrics"])
    harmed = {m for m in settings["metrics"] if max(found[f"{m} harm"], default=0.0) >= math.log(1 / alpha)}
    if reason in ("errors-harm", "latency-harm") and reason.removesuffix("-harm") not in harmed:
        return f"{reason}, but its e-value never reached {1 / alpha:g}"
    if reason in ("promoted", "would-promote"):
        if harmed:
            return f"{reason}, though there was harm in {', '.join(sorted(harmed))}"
        for metric in settings["metrics"]:
            last = found[f"{metric} safety at 1"][-1]
            if last < math.log(1 / settings["beta"]):
                return f"{reason}, but safety of {metric} stands at {math.exp(last):g}"
    return None


def main(path):
    with open(path, encoding="utf8") as file:
        report = json.load(file)
    if not report.get("evidence"):
        print(f"{path}: no evidence in it ({report['reason']})")
        return 0
    found, stored, bad = recompute(report), stored_paths(report), 0
    for name, path_stored in sorted(stored.items()):
        path_found = found[name]
        worst = 0.0
        if len(path_found) != len(path_stored):
            worst = math.inf
        for a, b in zip(path_found, path_stored):
            worst = max(worst, abs(a - b) / max(1.0, abs(b)))
        print(f"{name}: {len(path_stored)} blocks, largest difference {worst:.1e}")
        bad += worst > TOLERANCE
    reason = contradiction(report, found)
    print(f"{report['verdict']} ({report['reason']}): {reason or 'follows from these values'}")
    return 1 if bad or reason else 0


if __name__ == "__main__":
    sys.exit(max(main(path) for path in sys.argv[1:]))
