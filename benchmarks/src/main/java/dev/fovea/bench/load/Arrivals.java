package dev.fovea.bench.load;

/// When requests are sent.
public sealed interface Arrivals {
    /// As many in flight as given; the next one leaves when one is answered.
    record Concurrency(int inFlight) implements Arrivals {
        public Concurrency {
            if (inFlight < 1 || inFlight > 10_000) {
                throw new IllegalArgumentException("concurrency must be 1 to 10000, was " + inFlight);
            }
        }

        @Override
        public int connections() {
            return inFlight;
        }
    }

    /// At this rate, whatever the answers do.
    ///
    /// @param perSecond above 0
    /// @param spacing even or random gaps
    /// @param seed of random gaps
    /// @param connections the most requests in flight; when all are busy, requests leave late and their wait counts
    record Rate(double perSecond, Spacing spacing, long seed, int connections) implements Arrivals {
        public Rate {
            if (!(perSecond > 0) || perSecond > 1e6) {
                throw new IllegalArgumentException("request rate must be above 0 and at most 1e6/s, was " + perSecond);
            }
            if (connections < 1 || connections > 10_000) {
                throw new IllegalArgumentException("connections must be 1 to 10000, were " + connections);
            }
        }
    }

    /// The gaps between arrivals.
    enum Spacing {
        CONSTANT,
        /// Exponential gaps: independent patients.
        POISSON
    }

    int connections();
}
