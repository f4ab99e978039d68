"""Writes eprocess_golden.json: e-processes computed with 50 digits by mpmath, from the published formulas.

    python -m venv V && V/bin/pip install mpmath && V/bin/python test/oracle/eprocess_golden.py

Independent of the TypeScript: the projection is found by mpmath's root finder on the derivative of the information,
mixtures are summed term by term instead of recursively.
"""

import json
import pathlib
import random

from mpmath import exp, findroot, log, mp, mpf

mp.dps = 50


def project(tc, ts, nc, ns, ratio, absolute):
    """argmin nc KL(tc||ratio p + absolute) + ns KL(ts||p), by the bracketed root of its derivative."""

    def slope(p):
        c = ratio * p + absolute
        return nc * ratio * (c - tc) / (c * (1 - c)) + ns * (p - ts) / (p * (1 - p))

    lowest, highest = max(mpf(0), -absolute / ratio), min(mpf(1), (1 - absolute) / ratio)
    ends = sorted([min(ts, highest), min(highest, max(lowest, (tc - absolute) / ratio))])
    tiny = mpf(10) ** -40
    p = findroot(slope, (ends[0] + tiny, ends[1] - tiny), solver="bisect", maxsteps=170, verify=False)
    return ratio * p + absolute, p


def increment(block, past, ratio, absolute, direction):
    nc, yc, ns, ys = map(mpf, block)
    past_nc, past_yc, past_ns, past_ys = past
    if nc == 0 or ns == 0 or past_ns < 20:
        return mpf(0)
    ts = (past_ys + mpf("0.5")) / (past_ns + 50)
    edge = ratio * ts + absolute
    if edge >= 1 and direction == "harm":
        return mpf(0)
    if direction == "harm":
        tc = (past_yc + 30 * mpf("1.5") * edge) / (past_nc + 30)
        tc = min(max(tc, edge * (1 + mpf("1e-4"))), 1 - mpf(2) ** -20)
    else:
        tc = (past_yc + 30 * min(ts, edge)) / (past_nc + 30)
        tc = min(tc, edge * (1 - mpf("1e-4")), 1 - mpf(2) ** -20)
    pc, ps = project(tc, ts, nc, ns, ratio, absolute)
    return (
        yc * log(tc / pc)
        + (nc - yc) * log((1 - tc) / (1 - pc))
        + ys * log(ts / ps)
        + (ns - ys) * log((1 - ts) / (1 - ps))
    )


def increments(blocks, ratio, absolute, direction, keep, phi):
    past, out = [mpf(0)] * 4, []
    for block, divisor in zip(blocks, phi):
        out.append(increment(block, past, ratio, absolute, direction) / divisor)
        past = [p * keep + mpf(b) for p, b in zip(past, block)]
    return out


HALVED_IN_5 = mpf(1) / 2 ** (mpf(1) / 5)


def proportion(blocks, ratio, absolute, direction, phi, keep=mpf(1)):
    gains = increments(blocks, ratio, absolute, direction, keep, phi)
    return [sum(gains[: b + 1]) for b in range(len(gains))]


def safe(blocks, ratio, absolute, phi):
    paths = [proportion(blocks, ratio, absolute, "safety", phi, keep) for keep in (mpf(1), HALVED_IN_5)]
    return [log((exp(x) + exp(y)) / 2) for x, y in zip(*paths)]


def late(blocks, ratio, absolute, phi):
    gains = increments(blocks, ratio, absolute, "harm", HALVED_IN_5, phi)
    out = []
    for b in range(len(gains)):
        begun = sum(exp(sum(gains[j : b + 1])) / ((j + 1) * (j + 2)) for j in range(b + 1))
        out.append(log(begun + mpf(1) / (b + 2)))
    return out


def split(blocks, tolerance):
    slack, effects = log(1 + tolerance), [mpf(e) for e in ("0.1", "0.2", "0.4", "0.8", "1.6", "3.2")]
    out = []
    for b in range(len(blocks)):
        total = mpf(0)
        for sign in (1, -1):
            for effect in effects:
                e = mpf(1)
                for canary, stable, share in blocks[: b + 1]:
                    if 0 < share < 1:
                        null = share / (1 - share) * exp(sign * slack)
                        alternative = null * exp(sign * effect)
                        null, alternative = null / (1 + null), alternative / (1 + alternative)
                        e *= (alternative / null) ** canary * ((1 - alternative) / (1 - null)) ** stable
                total += e / 12
        out.append(log(total))
    return out


def main():
    rng = random.Random(20)
    cases = []
    for ratio, absolute, rate_s, rate_c, per_block in [
        ("1", "0", 0.005, 0.02, 300),
        ("1.5", "0", 0.005, 0.005, 300),
        ("1.5", "0.02", 0.0, 0.05, 150),
        ("1", "0.1", 0.5, 0.5, 90),
        ("1", "0.05", 0.98, 0.9, 40),
        ("2", "0.01", 0.3, 0.7, 20),
        ("1", "0.4", 0.0, 0.0, 200),
        ("3", "0.2", 0.5, 0.5, 40),
    ]:
        blocks, phi = [[0, 0, per_block, sum(rng.random() < rate_s for _ in range(per_block))]], [1]
        for _ in range(8):
            nc, ns = rng.randint(0, per_block // 5), rng.randint(0, per_block)
            blocks.append(
                [nc, sum(rng.random() < rate_c for _ in range(nc)), ns, sum(rng.random() < rate_s for _ in range(ns))]
            )
            phi.append(rng.choice([1, 1, 1.5, 4]))
        r, a, p = mpf(ratio), mpf(absolute), [mpf(x) for x in phi]
        cases.append(
            {
                "ratio": float(ratio),
                "absolute": float(absolute),
                "blocks": blocks,
                "dispersion": phi,
                "harm": [float(x) for x in proportion(blocks, r, a, "harm", p)],
                "safety": [float(x) for x in proportion(blocks, r, a, "safety", p)],
                "safe": [float(x) for x in safe(blocks, r, a, p)],
                "late": [float(x) for x in late(blocks, r, a, p)],
            }
        )
    splits = []
    for tolerance, share, real in [(0.1, 0.05, 0.05), (0.1, 0.25, 0.0), (0.05, 0.5, 0.6), (0.0, 0.9, 0.9)]:
        blocks = []
        for b in range(6):
            n = rng.randint(0, 200)
            canary = sum(rng.random() < real for _ in range(n))
            blocks.append([canary, n - canary, 0.0 if b == 0 else share])
        exact = [(c, s, mpf(w)) for c, s, w in blocks]
        splits.append(
            {"tolerance": tolerance, "blocks": blocks, "logE": [float(x) for x in split(exact, mpf(tolerance))]}
        )
    path = pathlib.Path(__file__).with_name("eprocess_golden.json")
    path.write_text(json.dumps({"proportions": cases, "splits": splits}, indent=1) + "\n")


main()
