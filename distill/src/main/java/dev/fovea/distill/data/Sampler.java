package dev.fovea.distill.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// In which order an epoch shows the samples. Pure: the same samples, seed and epoch give the same order.
public enum Sampler {
    /// Each sample once, shuffled.
    EACH_ONCE {
        @Override
        List<Turns> turns(List<Sample> samples, Draws draws) {
            Turns all = new Turns(draws);
            for (int i = 0; i < samples.size(); i++) {
                all.add(i);
            }
            return List.of(all);
        }
    },
    /// Every class equally often; its samples in turn.
    BY_CLASS {
        @Override
        List<Turns> turns(List<Sample> samples, Draws draws) {
            return classes(samples, draws, Sample::className);
        }
    },
    /// Every class equally often and, within a class, every source equally often: against reading the camera.
    BY_CLASS_AND_SOURCE {
        @Override
        List<Turns> turns(List<Sample> samples, Draws draws) {
            return classes(samples, draws, Sample::stratum);
        }
    },
    /// Every class of every source equally often: a class that several sources show comes more often, and within a
    /// source its classes are even.
    BY_STRATUM {
        @Override
        List<Turns> turns(List<Sample> samples, Draws draws) {
            Map<String, Turns> strata = new TreeMap<>();
            for (int i = 0; i < samples.size(); i++) {
                strata.computeIfAbsent(samples.get(i).stratum(), name -> new Turns(draws))
                        .add(i);
            }
            return List.copyOf(strata.values());
        }
    };

    /// Positions in `samples`, `count` of them. A class or source with few samples repeats them: none comes
    /// again before all of its kind have come.
    public int[] order(List<Sample> samples, int count, long seed) {
        if (samples.isEmpty() || count < 1) {
            throw new IllegalArgumentException(
                    "an epoch needs samples, there were " + count + " wanted of " + samples.size());
        }
        Draws draws = new Draws(seed);
        List<Turns> turns = turns(samples, draws);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = turns.get(i % turns.size()).next();
        }
        draws.shuffle(order);
        return order;
    }

    abstract List<Turns> turns(List<Sample> samples, Draws draws);

    private static List<Turns> classes(List<Sample> samples, Draws draws, Function<Sample, String> kind) {
        Map<String, Map<String, Turns>> kinds = new TreeMap<>();
        for (int i = 0; i < samples.size(); i++) {
            Sample one = samples.get(i);
            kinds.computeIfAbsent(one.className(), name -> new TreeMap<>())
                    .computeIfAbsent(kind.apply(one), name -> new Turns(draws))
                    .add(i);
        }
        List<Turns> all = new ArrayList<>();
        kinds.values().forEach(inside -> all.add(new Turns(draws, List.copyOf(inside.values()))));
        return all;
    }

    /// Deals out its members, or one member of each of its parts in turn, shuffled anew after each round.
    static final class Turns {
        private final Draws draws;
        private final List<Turns> parts;
        private final List<Integer> members = new ArrayList<>();
        private int[] round = {};
        private int at;

        Turns(Draws draws) {
            this(draws, List.of());
        }

        Turns(Draws draws, List<Turns> parts) {
            this.draws = draws;
            this.parts = parts;
        }

        void add(int member) {
            members.add(member);
        }

        int next() {
            if (at == round.length) {
                round = draws.order(parts.isEmpty() ? members.size() : parts.size());
                at = 0;
            }
            int chosen = round[at++];
            return parts.isEmpty() ? members.get(chosen) : parts.get(chosen).next();
        }
    }
}
