package dev.atscript.db.contract;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows as text: values with bars between, {@code null} for null. */
final class Rows {

    private Rows() {}

    static List<String> of(JdbcTemplate jdbc, String sql, Object... arguments) {
        return jdbc.query(sql, (rs, number) -> line(rs), arguments);
    }

    private static String line(ResultSet rs) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= rs.getMetaData().getColumnCount(); i++) {
            values.add(String.valueOf(rs.getString(i)));
        }
        return String.join(" | ", values).strip();
    }
}
