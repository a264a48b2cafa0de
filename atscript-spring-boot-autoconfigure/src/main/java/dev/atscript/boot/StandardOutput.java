package dev.atscript.boot;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The process's standard output, which remembers why it could not be written to: a PrintStream only tells that it was so. */
final class StandardOutput extends FilterOutputStream {

    private volatile @Nullable IOException failure;

    StandardOutput() {
        super(new FileOutputStream(FileDescriptor.out));
    }

    @Override
    public void write(int b) throws IOException {
        remembering(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        remembering(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() throws IOException {
        remembering(out::flush);
    }

    private void remembering(Writing writing) throws IOException {
        try {
            writing.run();
        } catch (IOException ex) {
            if (failure == null) {
                failure = ex;
            }
            throw ex;
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    /** Why something was not written; null where all was, or where nobody read on, which is the reader's own choice. */
    @Nullable
    String failure() {
        IOException first = failure;
        return first == null || isOfAClosedPipe(first) ? null : String.valueOf(first.getMessage());
    }

    /** Java has no type for it: only the words of the operating system tell. */
    private static boolean isOfAClosedPipe(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("Broken pipe") || message.contains("EPIPE") || message.contains("pipe is being closed");
    }
}
