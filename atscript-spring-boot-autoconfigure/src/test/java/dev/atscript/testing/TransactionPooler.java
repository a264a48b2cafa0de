package dev.atscript.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Stands between clients and a PostgreSQL server as PgBouncer does with {@code pool_mode=transaction}: a client has a
 * connection of the server during a transaction only, and gets another one for the next. A client's own connection joins
 * the others once it has logged in.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">Message Formats</a>
 */
public final class TransactionPooler implements AutoCloseable {

    private static final int SSL_REQUEST = 80877103;
    private static final int CANCEL_REQUEST = 80877102;

    private final String database;
    private final URI server;
    private final ServerSocket listener;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Deque<Peer> idle = new ArrayDeque<>();
    private final AtomicInteger changes = new AtomicInteger();

    private TransactionPooler(TestDatabase database) throws IOException {
        this.database = database.name();
        this.server = URI.create(database.jdbcUrl().substring("jdbc:".length()));
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    /** Starts one before the server of a database. */
    public static TransactionPooler before(TestDatabase database) {
        try {
            return new TransactionPooler(database);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Opens a new connection of the pooler at each call, with what the driver has to know of such a pooler. */
    public DriverManagerDataSource dataSource(TestDatabase of) {
        return new DriverManagerDataSource(
                "jdbc:postgresql://localhost:" + listener.getLocalPort() + "/" + database + "?prepareThreshold=0",
                of.username(),
                of.password());
    }

    /** How often a client got another connection of the server than the one before. */
    public int changes() {
        return changes.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                sockets.add(client);
                daemon(() -> serve(client));
            }
        } catch (IOException closed) {
            // The pooler was closed.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "transaction-pooler");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        try (socket) {
            Peer client = new Peer(socket);
            if (logIn(client)) {
                Peer last = null;
                while (true) {
                    last = transaction(client, last);
                }
            }
        } catch (IOException gone) {
            // The client has closed its connection, or the pooler was closed.
        }
    }

    /** Lets client and server come to terms; the server's connection is then for everybody. */
    private boolean logIn(Peer client) throws IOException {
        byte[] startup = client.readBody();
        int code = firstInt(startup);
        if (code == SSL_REQUEST) {
            client.out.writeByte('N');
            client.out.flush();
            startup = client.readBody();
            code = firstInt(startup);
        }
        if (code == CANCEL_REQUEST) {
            return false;
        }
        Socket socket = new Socket(server.getHost(), server.getPort());
        sockets.add(socket);
        Peer backend = new Peer(socket);
        backend.writeBody(startup);
        backend.out.flush();
        while (true) {
            Message answer = backend.read();
            client.write(answer);
            if (answer.type == 'Z') {
                client.out.flush();
                release(backend);
                return true;
            }
            if (answer.wantsPassword()) {
                client.out.flush();
                backend.write(client.read());
                backend.out.flush();
            }
        }
    }

    /** From a client's first message to the end of the transaction that it begins; the connection that it had. */
    private Peer transaction(Peer client, @Nullable Peer last) throws IOException {
        Message first = client.read();
        Peer backend = acquire();
        if (last != null && last != backend) {
            changes.incrementAndGet();
        }
        Message message = first;
        while (true) {
            if (message.type == 'X') {
                release(backend);
                throw new IOException("the client is gone");
            }
            backend.write(message);
            if ((message.type == 'S' || message.type == 'Q') && isOver(backend, client)) {
                release(backend);
                client.out.flush();
                return backend;
            }
            message = client.read();
        }
    }

    /** Hands over the server's answer; whether there is no transaction afterwards. */
    private static boolean isOver(Peer backend, Peer client) throws IOException {
        backend.out.flush();
        while (true) {
            Message answer = backend.read();
            if (answer.type == 'Z' && answer.body[0] == 'I') {
                client.write(answer);
                return true;
            }
            client.write(answer);
            if (answer.type == 'Z') {
                client.out.flush();
                return false;
            }
        }
    }

    /** The one that has been idle for the longest time: mostly not the one that the client had before. */
    private synchronized Peer acquire() throws IOException {
        try {
            while (idle.isEmpty()) {
                wait();
            }
        } catch (InterruptedException ex) {
            throw new IOException(ex);
        }
        return idle.removeFirst();
    }

    private synchronized void release(Peer backend) {
        idle.addLast(backend);
        notifyAll();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private record Message(char type, byte[] body) {

        /** An authentication request that the client answers; the last one, of type 0 or 12, is not. */
        boolean wantsPassword() {
            int kind = type == 'R' ? firstInt(body) : 0;
            return kind != 0 && kind != 12;
        }
    }

    private static int firstInt(byte[] body) {
        return ByteBuffer.wrap(body).getInt();
    }

    /** One end of a connection, by messages. */
    private static final class Peer {

        private final DataInputStream in;
        private final DataOutputStream out;

        Peer(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        }

        Message read() throws IOException {
            char type = (char) in.readUnsignedByte();
            return new Message(type, readBody());
        }

        byte[] readBody() throws IOException {
            byte[] body = new byte[in.readInt() - Integer.BYTES];
            in.readFully(body);
            return body;
        }

        void write(Message message) throws IOException {
            out.writeByte(message.type);
            writeBody(message.body);
        }

        void writeBody(byte[] body) throws IOException {
            out.writeInt(body.length + Integer.BYTES);
            out.write(body);
        }
    }
}
