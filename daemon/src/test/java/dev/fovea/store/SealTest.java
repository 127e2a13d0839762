package dev.fovea.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Rows that lie on a disk already must keep their seals: another way to seal would call them all damaged.
@Timeout(30)
class SealTest {
    private static final String CAPTURE = "01JDA0000000000000000000AA";
    private static final String CONTENT = "a".repeat(64);
    private static final String DOCUMENT = "{\"x\":\"é\"}";
    private static final long MICROS = 1_795_000_000_000_000L;

    /// Reckoned by another program: each text as its length in four bytes and its UTF-8, a number as eight bytes.
    private static final String ANSWER_SEAL = "9e43f1923d58bbe63c5c4a2a130e81547de34deacada9fb8246bff1ec75237c5";

    private static final String CHART_SEAL = "42ea0f90ad3dcb15f20dcd19b1269a1750301d0a7b3650029cc89208dc2c947d";
    private static final String REPORT_SEAL = "ca71502852f84d071f87a457eac7097da7e500fd9e9819b37d4099b331853248";

    @TempDir(factory = InMemory.class)
    Path root;

    @Test
    void anAnswerOfADatabaseThatTheFirstSchemaMadeIsFoundWhole() throws IOException {
        DataFolder folder = new DataFolder(root);
        try (Database old = Database.open(folder, StoreSettings.DEFAULT, new Schema(List.of(schema1())))) {
            old.write(connection -> execute(
                    connection,
                    "INSERT INTO capture (id, exam, laterality, source, task, priority, arrived_us, content, size,"
                            + " media_type, state) VALUES ('" + CAPTURE + "', 'E1', 'OD', 'camera', 'fundus4', 1, 1, '"
                            + CONTENT + "', 7, 'image/jpeg', 'answered')"));
            old.write(connection -> execute(
                    connection,
                    "INSERT INTO result (capture, content, outcome, document, map, answered_us, seal) VALUES ('"
                            + CAPTURE + "', '" + CONTENT + "', 'findings', '" + DOCUMENT + "', x'010203', " + MICROS
                            + ", x'" + ANSWER_SEAL + "')"));
        }

        try (Database now = Database.open(folder, StoreSettings.DEFAULT)) {
            assertThat(now.state()).isEqualTo(new StoreState.Ok());
            assertThat(now.<Integer>read(Schema::versionOf)).isEqualTo(4);
            AnswerRow answer = now.<Optional<AnswerRow>>read(SealTest::answer).orElseThrow();
            assertThat(answer.document()).isEqualTo(DOCUMENT);
            assertThat(answer.map()).containsExactly(1, 2, 3);
            assertThat(now.<List<ChartRow>>read(connection -> ChartRow.of(connection, "E1")))
                    .isEmpty();
        }
    }

    @Test
    void whatPeopleAddIsSealedInOneWay() {
        try (Database database = Database.open(new DataFolder(root), StoreSettings.DEFAULT)) {
            database.write(connection -> {
                new ChartRow("E1", "{\"kind\":\"note\"}", MICROS).insert(connection);
                new ReportRow("E1", 2, "b".repeat(64), "{\"author\":\"T\"}", MICROS).insert(connection);
                return 0;
            });

            assertThat(database.<String>read(connection -> seal(connection, "chart")))
                    .isEqualToIgnoringCase(CHART_SEAL);
            assertThat(database.<String>read(connection -> seal(connection, "report")))
                    .isEqualToIgnoringCase(REPORT_SEAL);
        }
    }

    private static String schema1() throws IOException {
        try (InputStream script = Objects.requireNonNull(Schema.class.getResourceAsStream("schema-1.sql"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Optional<AnswerRow> answer(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + AnswerRow.COLUMNS + " FROM result AS r")) {
            return row.next() ? AnswerRow.read(row) : Optional.empty();
        }
    }

    private static String seal(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT hex(seal) FROM " + table)) {
            return row.getString(1);
        }
    }

    private static int execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
