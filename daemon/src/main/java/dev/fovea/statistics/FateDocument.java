package dev.fovea.statistics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fovea.model.Novelty;
import dev.fovea.model.QualityFault;
import dev.fovea.model.Verdict;
import dev.fovea.results.OutcomeKind;
import java.util.Optional;

/// What a stored answer says, read from its JSON without the activation map. Never throws: what cannot be read is
/// [Fate.Damaged].
final class FateDocument {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private FateDocument() {}

    /// @param outcome the word in the table `result`
    /// @param document of that row
    static Fate read(String outcome, String document) {
        try {
            JsonNode json = JSON.readTree(document);
            return switch (OutcomeKind.parse(outcome).orElse(OutcomeKind.FAILED)) {
                case FINDINGS -> graded(json);
                case UNGRADABLE ->
                    new Fate.Ungradable(QualityFault.valueOf(json.path("fault").asText()));
                case FAILED -> new Fate.Damaged();
            };
        } catch (JsonProcessingException | IllegalArgumentException damaged) {
            return new Fate.Damaged();
        }
    }

    private static Fate graded(JsonNode json) {
        Optional<JsonNode> leading = Optional.empty();
        for (JsonNode score : json.path("scores")) {
            if (leading.isEmpty() || probability(score) > probability(leading.get())) {
                leading = Optional.of(score);
            }
        }
        JsonNode model = json.path("model");
        if (leading.isEmpty() || !model.isObject()) {
            return new Fate.Damaged();
        }
        return new Fate.Graded(
                leading.get().path("name").asText(),
                probability(leading.get()),
                Verdict.valueOf(json.path("verdict").asText()),
                unlike(json.path("novelty")),
                new Fate.ModelKey(
                        model.path("name").asText(),
                        model.path("version").asText(),
                        model.path("sha256").asText()));
    }

    private static double probability(JsonNode score) {
        return score.path("probability").asDouble();
    }

    private static boolean unlike(JsonNode novelty) {
        return novelty.isObject()
                && new Novelty(
                                novelty.path("distance").asDouble(),
                                novelty.path("threshold").asDouble())
                        .unlike();
    }
}
