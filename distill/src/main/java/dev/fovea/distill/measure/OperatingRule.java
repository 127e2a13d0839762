package dev.fovea.distill.measure;

/// By what an operating point is chosen on validation.
public sealed interface OperatingRule {
    OperatingPoint choose(Roc roc);

    /// Least share of the class that the point must find: the band below it.
    double ruleOut(double certain);

    /// Least share of the others that the point must spare: the band above it.
    double ruleIn(double certain);

    /// The strictest point that finds at least this share of the class.
    record Sensitivity(double wanted) implements OperatingRule {
        public Sensitivity {
            check("sensitivity", wanted);
        }

        @Override
        public OperatingPoint choose(Roc roc) {
            return OperatingPoint.forSensitivity(roc, wanted);
        }

        @Override
        public double ruleOut(double certain) {
            return Math.max(certain, wanted);
        }

        @Override
        public double ruleIn(double certain) {
            return certain;
        }
    }

    /// The laxest point that spares at least this share of the others: what is missed least where alarms have a
    /// budget. Where validation is easier than the clinic it misses less than a [Sensitivity] would, which goes as
    /// far up as validation lets it.
    record Specificity(double wanted) implements OperatingRule {
        public Specificity {
            check("specificity", wanted);
        }

        @Override
        public OperatingPoint choose(Roc roc) {
            return OperatingPoint.forSpecificity(roc, wanted);
        }

        @Override
        public double ruleOut(double certain) {
            return certain;
        }

        @Override
        public double ruleIn(double certain) {
            return Math.max(certain, wanted);
        }
    }

    private static void check(String name, double wanted) {
        if (!(wanted > 0 && wanted <= 1)) {
            throw new IllegalArgumentException(name + " must be above 0 and at most 1, was " + wanted);
        }
    }
}
