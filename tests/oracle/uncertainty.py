#!/usr/bin/env python3
"""Writes the expected numbers of distributions, prediction intervals and sample intervals.

Usage: python3 tests/oracle/uncertainty.py   (Python 3.11 or later with mpmath; writes tests/data/oracle/*.csv)

Sums, lines and variances are exact fractions. Probabilities come from mpmath's incomplete beta and error
functions, quantiles from bisection of these, all with 50 digits; results are rounded to 12 significant digits,
half away from zero, the ends of Wilson's interval to ten, the upper one by its distance from 1. Random cases
come from a fixed seed.
"""
import csv
import decimal
import pathlib
import random
from fractions import Fraction

import mpmath
from mpmath import mpf

OUT = pathlib.Path(__file__).resolve().parents[2] / "tests/data/oracle"
mpmath.mp.dps = 50
decimal.getcontext().prec = 60


def real(number):
    number = Fraction(number)
    return mpf(number.numerator) / mpf(number.denominator)


def significant(number, digits=12):
    """The number as a decimal of so many significant digits, half away from zero."""
    number = decimal.Decimal(mpmath.nstr(number, 45, strip_zeros=False))
    if number == 0:
        return Fraction(0)
    step = decimal.Decimal(1).scaleb(number.adjusted() - digits + 1)
    return Fraction(number.quantize(step, rounding=decimal.ROUND_HALF_UP))


def text(number):
    """A fraction as text: a finite decimal, else `a/b`."""
    number, places = Fraction(number), 0
    while places < 60 and (number * 10**places).denominator != 1:
        places += 1
    scaled = number * 10**places
    if scaled.denominator != 1:
        return f"{number.numerator}/{number.denominator}"
    digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
    return ("-" if number < 0 else "") + digits[: len(digits) - places] + ("." + digits[-places:] if places else "")


def within(t, degrees):
    """The probability between -t and t; no degrees mean the normal distribution."""
    if degrees is None:
        return mpmath.erf(t / mpmath.sqrt(2))
    x = t * t / (degrees + t * t)
    return mpmath.betainc(mpf(1) / 2, mpf(degrees) / 2, 0, x, regularized=True)


def beyond(t, degrees):
    """The probability outside of -t to t, not as a difference."""
    if degrees is None:
        return mpmath.erfc(t / mpmath.sqrt(2))
    return mpmath.betainc(mpf(degrees) / 2, mpf(1) / 2, 0, degrees / (degrees + t * t), regularized=True)


def bound(level, degrees):
    """The t with this probability between -t and t, by bisection of its logarithm."""
    outside = 1 - real(level)
    low, high = mpf(-30), mpf(60)
    for _ in range(200):
        middle = (low + high) / 2
        if beyond(mpmath.exp(middle), degrees) > outside:
            low = middle
        else:
            high = middle
    return mpmath.exp((low + high) / 2)


def distributions():
    rows = []
    for degrees in (None, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 18, 28, 40, 98, 200, 997, 10000):
        name = "normal" if degrees is None else degrees
        for probability in ("0.51", "0.6", "0.75", "0.8", "0.9", "0.95", "0.975", "0.99", "0.995", "0.9995", "0.999999"):
            quantile = bound(2 * Fraction(probability) - 1, degrees)
            rows.append([name, "quantile", probability, text(significant(quantile))])
        for number in ("0.001", "0.3", "1", "1.9", "2.1", "3", "5", "-0.2", "-1.5", "-2.5", "-6"):
            t = real(abs(Fraction(number)))
            below = beyond(t, degrees) / 2 if number.startswith("-") else mpf(1) / 2 + within(t, degrees) / 2
            rows.append([name, "probability_below", number, text(significant(below))])
    write("distributions.csv", ["degrees", "quantity", "at", "value"], rows)


def median(numbers):
    numbers = sorted(numbers)
    middle = len(numbers) // 2
    return numbers[middle] if len(numbers) % 2 else (numbers[middle - 1] + numbers[middle]) / 2


def root_sum(level, degrees, variance, apart):
    """The half-width: the root of (q² variance + apart²)."""
    q = bound(level, degrees)
    return significant(mpmath.sqrt(q * q * real(variance) + real(apart) ** 2))


def least_squares(points, at, level):
    n = len(points)
    x_mean, y_mean = (Fraction(sum(column), n) for column in zip(*points))
    sxx = sum((x - x_mean) ** 2 for x, _ in points)
    slope = sum((x - x_mean) * (y - y_mean) for x, y in points) / sxx
    value = y_mean + slope * (at - x_mean)
    rest = sum((y - y_mean - slope * (x - x_mean)) ** 2 for x, y in points) / (n - 2)
    half = root_sum(level, n - 2, rest * (1 + Fraction(1, n) + (at - x_mean) ** 2 / sxx), 0)
    return value, value - half, value + half


def tied(numbers, part):
    return sum(part(numbers.count(number)) for number in set(numbers))


def kendall_variance(points):
    n, (xs, ys) = len(points), zip(*points)
    five, two, three = (lambda t: t * (t - 1) * (2 * t + 5)), (lambda t: t * (t - 1)), (lambda t: t * (t - 1) * (t - 2))
    return (
        Fraction(five(n) - tied(xs, five) - tied(ys, five), 18)
        + Fraction(tied(xs, three) * tied(ys, three), 9 * three(n))
        + Fraction(tied(xs, two) * tied(ys, two), 2 * two(n))
    )


def ranked(ordered, rank):
    whole = rank.numerator // rank.denominator
    part = rank - whole
    if whole < 1:
        return None
    return ordered[whole - 1] if part == 0 else ordered[whole - 1] * (1 - part) + ordered[whole] * part


def theil_sen(points, at, level):
    n = len(points)
    pairs = [(p, q) for i, p in enumerate(points) for q in points[i + 1 :]]
    slopes = sorted((q[1] - p[1]) / (q[0] - p[0]) for p, q in pairs if p[0] != q[0])
    slope = median(slopes)
    intercept = median([y - slope * x for x, y in points])
    value = intercept + slope * at
    rank = (len(slopes) + 1 - root_sum(level, None, kendall_variance(points), 0)) / 2
    low, high = ranked(slopes, rank), ranked([-s for s in reversed(slopes)], rank)
    rests = [y - intercept - slope * x for x, y in points]
    scatter = median([abs(a - b) for i, a in enumerate(rests) for b in rests[i + 1 :]])
    # 1 / (√2 Φ⁻¹(3/4)) and π/2, as the crate states them: to 12 significant digits.
    consistent = significant(1 / (mpmath.sqrt(2) * bound(Fraction(1, 2), None)))
    half_pi = significant(mpmath.pi / 2)
    variance = (consistent * scatter) ** 2 * (1 + half_pi / n)
    reach = at - sum(x for x, _ in points) / Fraction(n)
    ends = sorted(((low - slope) * reach, (-high - slope) * reach))
    below, above = (root_sum(level, n - 2, variance, end) for end in ends)
    return value, value - below, value + above


def probability_below(number, value, lower, upper, level, degrees):
    """Student's t distribution of two scales, whose `level` is the interval."""
    half = upper - value if number > value else value - lower
    share = within(bound(level, degrees) * real(abs(number - value) / half), degrees) / 2
    return mpf(1) / 2 + (share if number > value else -share)


def predictions():
    chance = random.Random(20251125)
    rows = []
    for case in range(120):
        method = (least_squares, theil_sen)[case % 2]
        n = chance.randrange(3 if case % 2 == 0 else 6, 16)
        level = chance.choice(["0.8", "0.9", "0.95"])
        # Months apart, with gaps; sometimes two values of one moment, and few decimals, so that values tie.
        times = sorted(Fraction(chance.randrange(0, 12 * n), 12) for _ in range(n))
        if times[0] == times[-1]:
            continue
        decimals, rise = chance.randrange(0, 3), chance.randrange(-30, 31)
        values = [Fraction(round((rise * t / 10 + chance.randrange(-50, 51)) * 10**decimals / 7), 10**decimals) for t in times]
        points = list(zip(times, values))
        at = times[-1] + chance.randrange(0, 11)
        value, lower, upper = method(points, at, level)
        if lower == upper:
            continue
        target = value + Fraction(chance.randrange(-20, 21), 10) * (upper - lower) / 2
        target = Fraction(round(target * 100), 100)
        below = probability_below(target, value, lower, upper, level, n - 2)
        rows.append([
            method.__name__.replace("_", "-"), ";".join(f"{text(t)}:{text(v)}" for t, v in points), text(at), level,
            text(value), text(lower), text(upper), text(target),
            text(Fraction(decimal.Decimal(mpmath.nstr(below, 30, strip_zeros=False)).quantize(decimal.Decimal("1e-10"), rounding=decimal.ROUND_HALF_UP))),
        ])
    columns = ["projection", "points", "at", "level", "value", "lower", "upper", "target", "probability_below"]
    write("predictions.csv", columns, rows)


def proportions():
    """Wilson's interval: where the squared distance of p from the share is z² p (1 - p) / n."""
    rows = []
    for share, size in [("0", 20), ("1", 20), ("1/29", 29), ("15/148", 148), ("81/263", 263), ("0.5", 1), ("0.42", 1000)]:
        for level in ("0.9", "0.95", "0.99"):
            z, p = bound(level, None), real(Fraction(share))
            a, b, c = 1 + z * z / size, -(2 * p + z * z / size), p * p
            root = mpmath.sqrt(b * b - 4 * a * c)
            lower = (-b - root) / (2 * a) if Fraction(share) else mpf(0)
            upper = (-b + root) / (2 * a) if Fraction(share) != 1 else mpf(1)
            rows.append([share, size, level, text(significant(lower, 10)), text(1 - significant(1 - upper, 10))])
    write("proportions.csv", ["share", "size", "level", "lower", "upper"], rows)


def write(name, columns, rows):
    with (OUT / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    distributions()
    predictions()
    proportions()
