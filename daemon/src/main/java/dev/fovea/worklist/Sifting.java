package dev.fovea.worklist;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which items of an answer are kept, so that no study ever has two patients and no day shows another's. Pure.
///
/// @param kept each visit once
/// @param refused why others are not, a sentence each
record Sifting(List<Item> kept, List<String> refused) {
    Sifting {
        kept = List.copyOf(kept);
        refused = List.copyOf(refused);
    }

    /// What was asked for, and how much there is room for.
    ///
    /// @param until the last day
    record Bounds(LocalDate from, LocalDate until, int room) {
        boolean holds(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(until);
        }
    }

    /// @param claims patients by study: of items that are kept whatever the answer says, and of photographs
    static Sifting of(List<Item> answer, Map<String, Set<String>> claims, Bounds bounds) {
        Map<String, Set<String>> patients = new HashMap<>();
        claims.forEach((study, claimed) -> patients.put(study, new HashSet<>(claimed)));
        for (Item item : answer) {
            patients.computeIfAbsent(item.study(), _ -> new HashSet<>())
                    .add(item.patient().id());
        }
        List<Item> kept = new ArrayList<>();
        Set<Key> seen = new HashSet<>();
        Set<String> mixed = new HashSet<>();
        int elsewhen = 0;
        int over = 0;
        for (Item item : answer) {
            if (patients.getOrDefault(item.study(), Set.of()).size() > 1) {
                mixed.add(item.study());
            } else if (!bounds.holds(item.day())) {
                elsewhen++;
            } else if (seen.add(new Key(item.study(), item.step()))) {
                if (kept.size() < bounds.room()) {
                    kept.add(item);
                } else {
                    over++;
                }
            }
        }
        return new Sifting(kept, words(mixed, elsewhen, over));
    }

    private record Key(String study, String step) {}

    private static List<String> words(Set<String> mixed, int elsewhen, int over) {
        List<String> words = new ArrayList<>();
        mixed.stream()
                .sorted()
                .forEach(study -> words.add(
                        "study " + study + " is said to be of more than one patient: none of its items is used"));
        if (elsewhen > 0) {
            words.add("items of days that were not asked for: " + elsewhen);
        }
        if (over > 0) {
            words.add("items beyond worklist.items-max: " + over);
        }
        return words;
    }
}
