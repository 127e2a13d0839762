package dev.fovea.image;

import java.util.Optional;

/// A circle, and how to find the one that most of some points lie on.
record Circle(double x, double y, double radius) {
    /// How far a point may lie from the circle and still count as on it, in units of the points.
    static final double TOLERANCE = 1.5;

    /// Triples tried. With half of the points on the circle one triple in eight is good: 120 miss with 1e-7.
    private static final int TRIALS = 120;

    /// Points that each trial is compared with.
    private static final int SAMPLE = 300;

    /// The circle through three points of which the most points lie on it, then fitted to all of those; empty for
    /// fewer than 16 points or when none has a radius within the bounds. The triples are the same on every run.
    ///
    /// @param xs of the points, `count` of them
    static Optional<Circle> through(float[] xs, float[] ys, int count, double radiusMin, double radiusMax) {
        if (count < 16) {
            return Optional.empty();
        }
        Circle best = new Circle(0, 0, 0);
        int most = 0;
        int stride = Math.ceilDiv(count, SAMPLE);
        long random = 1;
        for (int trial = 0; trial < TRIALS; trial++) {
            random = random * 6364136223846793005L + 1442695040888963407L;
            int first = (int) (random >>> 33) % count;
            int step = count / 5 + (int) (random >>> 17 & 0xffff) % Math.max(1, count / 5);
            Circle circle = of(xs, ys, first, (first + step) % count, (first + 2 * step) % count);
            if (circle.radius >= radiusMin && circle.radius <= radiusMax) {
                int near = circle.near(xs, ys, count, stride);
                if (near > most) {
                    most = near;
                    best = circle;
                }
            }
        }
        return most == 0 ? Optional.empty() : Optional.of(best.refined(xs, ys, count));
    }

    /// The share of the points that lie on the circle.
    double share(float[] xs, float[] ys, int count) {
        return (double) near(xs, ys, count, 1) / count;
    }

    /// How many of every `stride`-th point lie on the circle.
    private int near(float[] xs, float[] ys, int count, int stride) {
        double inner = Math.max(0, radius - TOLERANCE);
        double outer = radius + TOLERANCE;
        int near = 0;
        for (int i = 0; i < count; i += stride) {
            double dx = xs[i] - x;
            double dy = ys[i] - y;
            double square = dx * dx + dy * dy;
            if (square >= inner * inner && square <= outer * outer) {
                near++;
            }
        }
        return near;
    }

    double distance(double toX, double toY) {
        double dx = toX - x;
        double dy = toY - y;
        return Math.sqrt(dx * dx + dy * dy);
    }

    /// The circle through three points; radius 0 when they stand in a line.
    private static Circle of(float[] xs, float[] ys, int a, int b, int c) {
        double bx = xs[b] - xs[a];
        double by = ys[b] - ys[a];
        double cx = xs[c] - xs[a];
        double cy = ys[c] - ys[a];
        double d = 2 * (bx * cy - by * cx);
        if (Math.abs(d) < 1e-6) {
            return new Circle(0, 0, 0);
        }
        double b2 = bx * bx + by * by;
        double c2 = cx * cx + cy * cy;
        double dx = (cy * b2 - by * c2) / d;
        double dy = (bx * c2 - cx * b2) / d;
        return new Circle(xs[a] + dx, ys[a] + dy, Math.sqrt(dx * dx + dy * dy));
    }

    /// Least squares over the points near this circle (Kasa, 1976), about their mean for the sake of the numbers.
    private Circle refined(float[] xs, float[] ys, int count) {
        double n = 0;
        double mx = 0;
        double my = 0;
        for (int i = 0; i < count; i++) {
            if (Math.abs(distance(xs[i], ys[i]) - radius) <= TOLERANCE) {
                n++;
                mx += xs[i];
                my += ys[i];
            }
        }
        mx /= n;
        my /= n;
        double uu = 0;
        double uv = 0;
        double vv = 0;
        double uz = 0;
        double vz = 0;
        for (int i = 0; i < count; i++) {
            if (Math.abs(distance(xs[i], ys[i]) - radius) <= TOLERANCE) {
                double u = xs[i] - mx;
                double v = ys[i] - my;
                double z = u * u + v * v;
                uu += u * u;
                uv += u * v;
                vv += v * v;
                uz += u * z;
                vz += v * z;
            }
        }
        double d = 2 * (uu * vv - uv * uv);
        if (n < 8 || Math.abs(d) < 1e-6) {
            return this;
        }
        double u = (uz * vv - vz * uv) / d;
        double v = (vz * uu - uz * uv) / d;
        return new Circle(mx + u, my + v, Math.sqrt(u * u + v * v + (uu + vv) / n));
    }
}
