package dev.fovea.distill.train;

import dev.fovea.distill.data.Effect;
import dev.fovea.distill.data.Sampler;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// One arm of an ablation: the recipe that all arms share, but for some changes. Pure.
///
/// @param name as it was asked for, such as `logits` or `logits+without:HAZE`
/// @param changes made in turn; none is the labels alone
public record Arm(String name, List<Change> changes) {
    /// Of [Change.Local] and [Change.Adversary] where the word has no number. Judgement, not measured.
    private static final int KERNEL = 32;

    private static final double STRENGTH = 0.1;
    /// Of [Change.Mixed]: the paper's for pictures.
    private static final double ALPHA = 0.2;

    /// What moves a picture but does not change its light, its colour or its sharpness.
    private static final Set<Effect> PLAIN = EnumSet.of(Effect.FLIP, Effect.ROTATION, Effect.SCALE, Effect.SHIFT);

    /// What the words of [#of] may be, for people.
    public static final String WORDS = "supervised, logits, cross, plain, without:EFFECT, only:EFFECT, local[:KERNEL],"
            + " adversary[:STRENGTH], mixup[:ALPHA], even-sources, across:SHARE, clouded:CLASS; several joined by +";

    public Arm {
        if (changes.stream().filter(Change.Asked.class::isInstance).count() > 1) {
            throw new IllegalArgumentException("the arm " + name + " must ask by one method, asks by several");
        }
        // The method first: the others change what it asks.
        changes = changes.stream()
                .sorted(Comparator.comparingInt(one -> one instanceof Change.Asked ? 0 : 1))
                .toList();
    }

    /// Something that an arm does otherwise than the shared recipe.
    public sealed interface Change {
        /// What is asked for.
        record Asked(Recipe.Method method) implements Change {}

        /// An effect of the augmentation is taken away.
        record Without(Effect effect) implements Change {}

        /// Of the augmentation, what moves the picture, and this effect if there is one.
        record Only(Optional<Effect> effect) implements Change {}

        /// Local colour normalisation inside the network.
        record Local(int kernel) implements Change {}

        /// The source is unlearned.
        record Adversary(double strength) implements Change {}

        /// Pictures are mixed in pairs.
        record Mixed(double alpha) implements Change {}

        /// Within a class, every source comes equally often.
        record EvenSources() implements Change {}

        /// Part of the loss that compares among all classes, not among the source's own.
        record Across(double share) implements Change {}

        /// What a healthy eye becomes behind simulated haze.
        record Clouded(String className) implements Change {}
    }

    /// @param words see [#WORDS]
    /// @throws IllegalArgumentException naming the word that is none
    public static Arm of(String words) {
        return new Arm(words, Stream.of(words.split("\\+", -1)).map(Arm::change).toList());
    }

    private static Change change(String word) {
        String[] parts = word.split(":", 2);
        String number = parts.length > 1 ? parts[1] : "";
        return switch (parts[0]) {
            case "without" -> new Change.Without(effect(word, number));
            case "only" -> new Change.Only(Optional.of(effect(word, number)));
            case "local" -> new Change.Local(number.isEmpty() ? KERNEL : (int) number(word, number));
            case "adversary" -> new Change.Adversary(number.isEmpty() ? STRENGTH : number(word, number));
            case "mixup" -> new Change.Mixed(number.isEmpty() ? ALPHA : number(word, number));
            case "across" -> new Change.Across(number(word, number));
            case "clouded" -> new Change.Clouded(number);
            default -> plain(word);
        };
    }

    private static Change plain(String word) {
        return switch (word) {
            case "supervised" -> new Change.Asked(Recipe.Method.SUPERVISED);
            case "logits" -> new Change.Asked(Recipe.Method.LOGITS);
            case "cross" -> new Change.Asked(Recipe.Method.CROSS);
            case "plain" -> new Change.Only(Optional.empty());
            case "even-sources" -> new Change.EvenSources();
            default -> throw new IllegalArgumentException("an arm must be one of " + WORDS + "; was " + word);
        };
    }

    private static Effect effect(String word, String name) {
        return Arrays.stream(Effect.values())
                .filter(one -> one.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the arm " + word + " must name one of " + Arrays.toString(Effect.values())));
    }

    private static double number(String word, String number) {
        try {
            return Double.parseDouble(number);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the arm " + word + " must end in a number, was " + number, e);
        }
    }

    /// Whether it learns from a teacher.
    public boolean taught() {
        return changes.stream().anyMatch(one -> one instanceof Change.Asked(var method) && method.taught);
    }

    /// Whether it needs the teacher's cached answers.
    public boolean cached() {
        return changes.contains(new Change.Asked(Recipe.Method.LOGITS));
    }

    /// Of the runs of this arm, inside the ablation's.
    public String folder() {
        return name.toLowerCase(Locale.ROOT).replace(':', '-');
    }

    /// @param shared with the labels alone
    /// @param taught what is asked beside a teacher; empty without one
    /// @throws IllegalArgumentException when the arm needs a teacher and there is none
    public Recipe recipe(Recipe shared, Optional<Recipe.Teaching> taught, long seed) {
        Recipe recipe = shared.with(shared.course().seeded(seed));
        for (Change change : changes) {
            recipe = changed(recipe, change, taught);
        }
        return recipe;
    }

    private Recipe changed(Recipe recipe, Change change, Optional<Recipe.Teaching> taught) {
        Recipe.Course course = recipe.course();
        return switch (change) {
            case Change.Asked(Recipe.Method method) -> method.taught ? recipe.with(asked(method, taught)) : recipe;
            case Change.Without(Effect effect) -> recipe.with(less(course, effect::equals));
            case Change.Only(Optional<Effect> effect) ->
                recipe.with(less(
                        course,
                        one -> !PLAIN.contains(one)
                                && effect.filter(one::equals).isEmpty()));
            case Change.Local(int kernel) -> recipe.with(recipe.model().local(kernel));
            case Change.Adversary(double strength) ->
                recipe.with(recipe.teaching().against(strength));
            case Change.Across(double share) -> recipe.with(recipe.sources().across(share));
            case Change.Clouded(String className) ->
                recipe.with(recipe.sources().clouded(className));
            case Change.Mixed(double alpha) -> recipe.with(recipe.teaching().mixed(alpha));
            case Change.EvenSources() -> recipe.with(course.sampled(Sampler.BY_CLASS_AND_SOURCE));
        };
    }

    private static Recipe.Course less(Recipe.Course course, Predicate<Effect> dropped) {
        return course.without(Arrays.stream(Effect.values())
                .filter(one -> dropped.test(one) || course.without().contains(one))
                .toList());
    }

    private Recipe.Teaching asked(Recipe.Method method, Optional<Recipe.Teaching> taught) {
        return taught.orElseThrow(() -> new IllegalArgumentException("the arm " + name + " needs --teacher"))
                .by(method);
    }
}
