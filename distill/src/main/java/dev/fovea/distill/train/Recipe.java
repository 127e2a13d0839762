package dev.fovea.distill.train;

import dev.fovea.distill.data.DrawnTruth;
import dev.fovea.distill.data.Effect;
import dev.fovea.distill.data.Sampler;
import dev.fovea.distill.loss.PartialCrossAttention.Comparison;
import dev.fovea.image.InputSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Everything that decides what a run learns, as it stands in `config.json`. Paths are as the person wrote them.
///
/// @param corpus the photographs
/// @param model the network
/// @param course how long and how fast
/// @param teaching what is asked of it
/// @param sources what keeps it from reading the camera instead of the eye
public record Recipe(Corpus corpus, Model model, Course course, Teaching teaching, Sources sources) {
    public Recipe {
        String clouded = sources.clouded();
        if (!clouded.isEmpty() && (!model.classes().contains(clouded) || clouded.equals(model.healthy()))) {
            throw new IllegalArgumentException(
                    "clouded must be one of " + model.classes() + " and not " + model.healthy() + ", was " + clouded);
        }
        if (sources.across() < 1 && (teaching.balanced() || teaching.focal() > 0)) {
            throw new IllegalArgumentException("class weights and focal loss do not reach the comparison within a"
                    + " source: across " + sources.across() + " goes with neither");
        }
    }

    public Recipe(Corpus corpus, Model model, Course course, Teaching teaching) {
        this(corpus, model, course, teaching, Sources.PLAIN);
    }

    /// The same with another course.
    public Recipe with(Course other) {
        return new Recipe(corpus, model, other, teaching, sources);
    }

    /// The same for another network.
    public Recipe with(Model other) {
        return new Recipe(corpus, other, course, teaching, sources);
    }

    /// The same asked for something else.
    public Recipe with(Teaching other) {
        return new Recipe(corpus, model, course, other, sources);
    }

    /// The same with other care about the source.
    public Recipe with(Sources other) {
        return new Recipe(corpus, model, course, teaching, other);
    }

    /// The same with files called by their own names, without the folders of the machine that it was made on.
    public Recipe byNames() {
        Corpus named = new Corpus(name(corpus.data), corpus.modality, name(corpus.split), name(corpus.cache));
        return new Recipe(named, model.from(name(model.weights), model.padding), course, teaching.byNames(), sources);
    }

    private static String name(String path) {
        return path.isEmpty() ? path : String.valueOf(Path.of(path).getFileName());
    }

    /// @param data a manifest, or a folder of class folders
    /// @param modality which rows of a manifest
    /// @param split the file made by `prepare`
    /// @param cache where decoded pixels are kept
    public record Corpus(String data, String modality, String split, String cache) {}

    /// @param network its kind, one of [Networks#kinds]
    /// @param classes in the order of the answer
    /// @param healthy the class that is no finding
    /// @param weights a safetensors file to begin with; empty for none
    /// @param padding `same` or `torchvision`; the weights decide, see [Networks#padding]
    /// @param localKernel side of the local colour normalisation, 0 for none
    /// @param localFloor added to its deviation
    /// @param dropout before the last layer
    /// @param input how a picture becomes its input
    public record Model(
            String network,
            List<String> classes,
            String healthy,
            String weights,
            String padding,
            int localKernel,
            double localFloor,
            double dropout,
            InputSpec input) {
        public Model {
            classes = List.copyOf(classes);
            if (!classes.contains(healthy)) {
                throw new IllegalArgumentException("the healthy class " + healthy + " is none of " + classes);
            }
        }

        /// The same, begun from these weights.
        public Model from(String file, String paddingOfFile) {
            return new Model(network, classes, healthy, file, paddingOfFile, localKernel, localFloor, dropout, input);
        }

        /// The same with local colour normalisation.
        Model local(int kernel) {
            return new Model(network, classes, healthy, weights, padding, kernel, localFloor, dropout, input);
        }
    }

    /// @param epochs in all
    /// @param batch pictures in a step
    /// @param perEpoch pictures in an epoch, 0 for as many as there are
    /// @param sampler in which order they come
    /// @param augmentation `fundus`, `oct` or `none`
    /// @param without effects taken out of it
    /// @param rate the highest learning rate
    /// @param backbone part of it that all but the last layer gets, 0 to 1; 0 leaves them as they began
    /// @param decay of the weights (AdamW)
    /// @param warmup epochs of rising rate
    /// @param clip the longest gradient
    /// @param averaging of the weights
    /// @param figure by which the best epoch is chosen
    /// @param seed of everything drawn
    /// @param threads PyTorch's
    /// @param workers threads that make pictures
    /// @param deterministic PyTorch refuses what could differ from run to run
    /// @param place where the steps are computed
    public record Course(
            int epochs,
            int batch,
            int perEpoch,
            Sampler sampler,
            String augmentation,
            List<Effect> without,
            double rate,
            double backbone,
            double decay,
            double warmup,
            double clip,
            Averaging averaging,
            Figure figure,
            long seed,
            int threads,
            int workers,
            boolean deterministic,
            Place place) {
        public Course {
            without = List.copyOf(without);
            if (epochs < 1 || batch < 2 || perEpoch < 0 || threads < 1 || workers < 1) {
                throw new IllegalArgumentException("a course needs at least 1 epoch, batches of 2, 1 thread"
                        + " and 1 worker, had " + epochs + ", " + batch + ", " + threads + " and " + workers);
            }
            if (!(backbone >= 0 && backbone <= 1)) {
                throw new IllegalArgumentException("the backbone's part of the rate must be 0 to 1, was " + backbone);
            }
            if (!(rate > 0) || !(decay >= 0) || !(warmup >= 0) || !(clip > 0)) {
                throw new IllegalArgumentException("rate and clip must be above 0, decay and warmup at least 0, were "
                        + rate + ", " + clip + ", " + decay + " and " + warmup);
            }
        }

        Course seeded(long other) {
            return varied(sampler, without, other);
        }

        Course without(List<Effect> effects) {
            return varied(sampler, effects, seed);
        }

        Course sampled(Sampler other) {
            return varied(other, without, seed);
        }

        private Course varied(Sampler order, List<Effect> effects, long drawn) {
            return new Course(
                    epochs,
                    batch,
                    perEpoch,
                    order,
                    augmentation,
                    effects,
                    rate,
                    backbone,
                    decay,
                    warmup,
                    clip,
                    averaging,
                    figure,
                    drawn,
                    threads,
                    workers,
                    deterministic,
                    place);
        }
    }

    /// @param kind what is kept beside the weights in training
    /// @param decay of an [Kind#EMA], per step
    /// @param from the first epoch of a [Kind#SWA]
    public record Averaging(Kind kind, double decay, int from) {
        public static final Averaging NONE = new Averaging(Kind.NONE, 0, 0);

        /// How weights are averaged.
        public enum Kind {
            NONE,
            /// Exponential moving average, every step.
            EMA,
            /// The plain mean over the last epochs (Izmailov et al., UAI 2018).
            SWA
        }

        public Averaging {
            if (!(decay >= 0 && decay < 1) || from < 0) {
                throw new IllegalArgumentException(
                        "averaging needs a decay of 0 to below 1 and an epoch of at least 0, had " + decay + " and "
                                + from);
            }
        }
    }

    /// @param method what the network is asked for
    /// @param balanced classes weigh equally in the loss
    /// @param smoothing of the labels
    /// @param focal gamma of the focal loss, 0 for cross-entropy
    /// @param teachers run folders or cache files; empty without
    /// @param share of the labels' loss beside a teacher's
    /// @param temperature of the softened scores
    /// @param comparison of attention, in [Method#CROSS]
    /// @param projectors weight of the projectors' losses, in [Method#CROSS]
    /// @param adversary strength of the source head, 0 for none
    /// @param mixup alpha of the shares in which pictures are mixed, [Mixup#LEAST] to 1, or 0 for none
    public record Teaching(
            Method method,
            boolean balanced,
            double smoothing,
            double focal,
            List<String> teachers,
            double share,
            double temperature,
            Comparison comparison,
            double projectors,
            double adversary,
            double mixup) {
        public Teaching {
            teachers = List.copyOf(teachers);
            if (method.taught != !teachers.isEmpty()) {
                throw new IllegalArgumentException(
                        method + (method.taught ? " needs a teacher" : " takes no teacher, had " + teachers));
            }
            if (method == Method.CROSS && teachers.size() > 1) {
                throw new IllegalArgumentException(method + " takes one teacher, had " + teachers);
            }
            if (adversary > 0 && !method.labelled()) {
                throw new IllegalArgumentException(method + " has no labels, and the source may only be unlearned"
                        + " within a class: adversary must be 0, was " + adversary);
            }
            if (mixup != 0 && !(mixup >= Mixup.LEAST && mixup <= 1)) {
                throw new IllegalArgumentException("mixup must be 0, or " + Mixup.LEAST + " to 1, was " + mixup);
            }
            if (mixup > 0 && method != Method.SUPERVISED && method != Method.LOGITS) {
                throw new IllegalArgumentException("mixup is for SUPERVISED and LOGITS, not for " + method);
            }
            if (mixup > 0 && adversary > 0) {
                throw new IllegalArgumentException("a mixed picture has no one source: mixup " + mixup
                        + " and adversary " + adversary + " exclude each other");
            }
            if (!(adversary >= 0) || !(projectors >= 0)) {
                throw new IllegalArgumentException("the weights of projectors and adversary must be at least 0");
            }
        }

        private Teaching byNames() {
            return new Teaching(
                    method,
                    balanced,
                    smoothing,
                    focal,
                    teachers.stream().map(Recipe::name).toList(),
                    share,
                    temperature,
                    comparison,
                    projectors,
                    adversary,
                    mixup);
        }

        /// The same by another method.
        Teaching by(Method other) {
            return varied(other, adversary, mixup);
        }

        /// The same against reading the source.
        Teaching against(double strength) {
            return varied(method, strength, mixup);
        }

        /// The same with mixed pictures.
        Teaching mixed(double alpha) {
            return varied(method, adversary, alpha);
        }

        private Teaching varied(Method asked, double strength, double alpha) {
            return new Teaching(
                    asked,
                    balanced,
                    smoothing,
                    focal,
                    teachers,
                    share,
                    temperature,
                    comparison,
                    projectors,
                    strength,
                    alpha);
        }
    }

    /// @param across share of the loss that compares a picture among all classes, 0 to 1; the rest compares it among
    ///   the classes of its own source
    /// @param clouded class that a healthy eye becomes behind simulated haze; empty for none
    /// @param drawn share of an epoch's pictures that are drawn eyes, 0 to below 1
    /// @param drawnAs the class of each drawn truth; empty without drawings
    public record Sources(double across, String clouded, double drawn, Map<DrawnTruth, String> drawnAs) {
        /// Every picture among all classes, nothing simulated, nothing drawn.
        public static final Sources PLAIN = new Sources(1, "", 0, Map.of());

        /// Severity of simulated haze from which an eye is no longer healthy. The published scale calls a lens
        /// clouded from its third of six degrees on; that this is about a third of ours is our judgement.
        public static final double CLOUDED_FROM = 0.35;

        public Sources {
            drawnAs = Map.copyOf(drawnAs);
            if (!(across >= 0 && across <= 1) || !(drawn >= 0 && drawn < 1)) {
                throw new IllegalArgumentException(
                        "across must be 0 to 1 and drawn 0 to below 1, were " + across + " and " + drawn);
            }
            if (drawn > 0 && drawnAs.isEmpty()) {
                throw new IllegalArgumentException("drawn eyes need the classes they stand for");
            }
        }

        Sources across(double share) {
            return new Sources(share, clouded, drawn, drawnAs);
        }

        Sources clouded(String className) {
            return new Sources(across, className, drawn, drawnAs);
        }
    }

    /// What the network is asked for.
    public enum Method {
        /// The labels.
        SUPERVISED(false),
        /// The labels and a teacher's cached scores.
        LOGITS(true),
        /// Those, and the insides of a vision transformer.
        CROSS(true),
        /// No label: the other view of the same picture.
        CONTRAST(false),
        /// No label: what a transformer makes of the patches it is not shown.
        JEPA(false);

        final boolean taught;

        Method(boolean taught) {
            this.taught = taught;
        }

        boolean labelled() {
            return switch (this) {
                case SUPERVISED, LOGITS, CROSS -> true;
                case CONTRAST, JEPA -> false;
            };
        }
    }
}
