package dev.atscript.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Remembers the text of every statement that was executed through it, whether it succeeded or not: a batch counts once
 * for each of its commands. What is executed on an unwrapped connection, and what a driver asks by itself, is not seen.
 * One statement can be made to fail.
 */
public final class CountingDataSource extends DelegatingDataSource {

    private static final Pattern CONTROL = Pattern.compile(
            "BEGIN|COMMIT|ROLLBACK|PRAGMA (foreign_keys|legacy_alter_table|busy_timeout)|SET TRANSACTION|SELECT set_config\\('lock_timeout'");

    private final List<String> statements = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger remaining = new AtomicInteger(-1);
    private volatile @Nullable Failure failure;
    private volatile String failedStatement = "";
    private final AtomicBoolean losesAnswerToCommit = new AtomicBoolean();
    private volatile Consumer<String> beforeEach = sql -> {};
    private volatile Consumer<String> afterEach = sql -> {};

    public CountingDataSource(DataSource target) {
        super(target);
    }

    /** What was executed since the start or the last {@link #reset}, in order. */
    public List<String> statements() {
        synchronized (statements) {
            return List.copyOf(statements);
        }
    }

    /** When a statement fails. */
    public enum Failure {
        /** It never reaches the database. */
        BEFORE,
        /** The database has executed it, and its answer is lost. */
        AFTER
    }

    /**
     * Lets the n-th statement from now on fail, counted from 0; one that is never reached does not. What begins and ends a
     * transaction does not count.
     */
    public void failAt(int n, Failure when) {
        remaining.set(n);
        failure = when;
        failedStatement = "";
    }

    /** Lets the answer to the next commit be lost: the database has done it. */
    public void loseAnswerToCommit() {
        losesAnswerToCommit.set(true);
    }

    private void committed() throws SQLException {
        if (losesAnswerToCommit.getAndSet(false)) {
            throw new SQLException("the answer to the commit was lost");
        }
    }

    /** Has somebody told of the text of each statement before it is executed. */
    public void beforeEach(Consumer<String> listener) {
        beforeEach = listener;
    }

    /** Has somebody told of the text of each statement that the database has executed, before its answer arrives. */
    public void afterEach(Consumer<String> listener) {
        afterEach = listener;
    }

    /** Whether the statement that {@link #failAt} names has failed. */
    public boolean hasFailed() {
        return remaining.get() < 0;
    }

    /** The text of the statement that has failed last; empty where none has. */
    public String failedStatement() {
        return failedStatement;
    }

    private boolean fails(Failure when, String sql) {
        boolean fails = failure == when && remaining.get() >= 0 && remaining.getAndDecrement() == 0;
        if (fails) {
            failedStatement = sql;
        }
        return fails;
    }

    /** Forgets what was executed. */
    public void reset() {
        statements.clear();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return proxy(Connection.class, new CountingConnection(super.getConnection()));
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return proxy(Connection.class, new CountingConnection(super.getConnection(username, password)));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private final class CountingConnection extends Delegate {

        CountingConnection(Connection target) {
            super(target);
        }

        @Override
        protected @Nullable Object call(Object self, Method method, @Nullable Object[] arguments) throws Throwable {
            Object result = super.call(self, method, arguments);
            if (method.getName().equals("commit")) {
                committed();
            }
            if (result instanceof CallableStatement statement) {
                return proxy(CallableStatement.class, new CountingStatement(statement, self, arguments[0]));
            }
            if (result instanceof PreparedStatement statement) {
                return proxy(PreparedStatement.class, new CountingStatement(statement, self, arguments[0]));
            }
            if (result instanceof Statement statement) {
                return proxy(Statement.class, new CountingStatement(statement, self, null));
            }
            return result;
        }
    }

    private final class CountingStatement extends Delegate {

        private final Object connection;
        private final @Nullable Object prepared;
        private final List<String> batch = new ArrayList<>();

        CountingStatement(Statement target, Object connection, @Nullable Object prepared) {
            super(target);
            this.connection = connection;
            this.prepared = prepared;
        }

        @Override
        protected @Nullable Object call(Object self, Method method, @Nullable Object[] arguments) throws Throwable {
            switch (method.getName()) {
                case "addBatch" -> batch.add(text(arguments));
                case "clearBatch" -> batch.clear();
                case "executeBatch", "executeLargeBatch" -> {
                    statements.addAll(batch);
                    batch.clear();
                }
                case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" -> {
                    statements.add(text(arguments));
                    beforeEach.accept(text(arguments));
                    return executed(self, method, arguments);
                }
                case "getConnection" -> {
                    return connection;
                }
                default -> {}
            }
            return super.call(self, method, arguments);
        }

        private @Nullable Object executed(Object self, Method method, @Nullable Object[] arguments) throws Throwable {
            boolean counts = !CONTROL.matcher(text(arguments)).lookingAt();
            if (counts && fails(Failure.BEFORE, text(arguments))) {
                throw new SQLException("made to fail before it was executed");
            }
            Object result = super.call(self, method, arguments);
            afterEach.accept(text(arguments));
            if (text(arguments).startsWith("COMMIT")) {
                committed();
            }
            if (counts && fails(Failure.AFTER, text(arguments))) {
                throw new SQLException("made to fail after it was executed");
            }
            return result;
        }

        private String text(@Nullable Object[] arguments) {
            return String.valueOf(arguments.length == 0 ? prepared : arguments[0]);
        }
    }

    private abstract static class Delegate implements InvocationHandler {

        private static final Object[] NONE = {};

        private final Object target;

        Delegate(Object target) {
            this.target = target;
        }

        @Override
        public final @Nullable Object invoke(Object self, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            return switch (method.getName()) {
                case "equals" -> arguments != null && self == arguments[0];
                case "hashCode" -> System.identityHashCode(self);
                default -> call(self, method, arguments == null ? NONE : arguments);
            };
        }

        protected @Nullable Object call(Object self, Method method, @Nullable Object[] arguments) throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
