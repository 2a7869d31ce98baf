package amagumo.server.cli.drill;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A program that takes the place of a SQLite file's writer and keeps it as long as it runs, or its standard input is open. */
final class DatabaseHolder {

    private DatabaseHolder() {}

    public static void main(String[] arguments) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + arguments[0]);
                Statement statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = 30000");
            statement.execute("begin immediate");
            System.in.read();
        }
    }
}
