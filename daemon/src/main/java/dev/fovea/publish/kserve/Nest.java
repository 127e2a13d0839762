package dev.fovea.publish.kserve;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.fovea.http.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads a tensor's `data`, flat or nested, into rows, and remembers how it was nested. Used by one thread.
///
/// Nothing is known of the shape here: the keys of a JSON object come in any order, so `data` may come first.
final class Nest {
    private static final int UNKNOWN = -1;

    private final String input;
    private final Rows rows;
    private final List<Integer> lengths = new ArrayList<>();
    private int leaves = UNKNOWN;

    Nest(String input, Rows rows) {
        this.input = input;
        this.rows = rows;
    }

    /// From the opening bracket to its closing one.
    void read(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw Refusal.badRequest("input \"" + input + "\" data must be an array, was " + json.getText());
        }
        list(json, 0);
    }

    private void list(JsonParser json, int depth) throws IOException {
        if (lengths.size() == depth) {
            lengths.add(UNKNOWN);
        }
        int length = 0;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            length++;
            switch (token) {
                case START_ARRAY -> list(json, depth + 1);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> leaf(json, depth);
                case VALUE_STRING ->
                    throw Refusal.badRequest("input \"" + input + "\" has text at index " + rows.count()
                            + ": pictures are taken as binary data only, see the binary tensor data extension");
                default ->
                    throw Refusal.badRequest("input \"" + input + "\" must hold numbers, has "
                            + (token == null ? "an end" : json.getText()) + " at index " + rows.count());
            }
        }
        if (lengths.get(depth) != UNKNOWN && lengths.get(depth) != length) {
            throw ragged(lengths.get(depth), length);
        }
        lengths.set(depth, length);
    }

    private void leaf(JsonParser json, int depth) throws IOException {
        if (leaves != UNKNOWN && leaves != depth) {
            throw Refusal.badRequest("input \"" + input + "\" mixes numbers and lists at index " + rows.count());
        }
        leaves = depth;
        rows.put(json.getFloatValue());
    }

    private Refusal ragged(int first, int other) {
        return Refusal.badRequest("input \"" + input + "\" has lists of " + first + " and of " + other
                + " entries on one level, before index " + rows.count());
    }

    /// @throws Refusal 400 unless the numbers were flat and as many as the shape holds, or nested exactly like it
    void mustFit(List<Long> shape) {
        long wanted = shape.stream().reduce(1L, Math::multiplyExact);
        boolean flat = lengths.size() == 1 && lengths.getFirst() == wanted;
        boolean nested = lengths.stream().map(Integer::longValue).toList().equals(shape);
        if (!flat && !nested) {
            throw Refusal.badRequest("input \"" + input + "\" has shape " + shape + ", its data is nested as " + lengths
                    + " with " + rows.count() + " numbers");
        }
    }
}
