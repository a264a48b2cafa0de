package dev.atscript.boot;

import dev.atscript.db.report.Counts;
import dev.atscript.db.report.DiagnosticJson;
import dev.atscript.db.sync.AtscriptSchema;
import dev.atscript.db.sync.AtscriptSchemaException;
import dev.atscript.lang.Diagnostic;
import dev.atscript.lang.DiagnosticRenderer;
import java.util.List;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/**
 * {@code db check}: compiles the {@code .as} files and shows what is wrong with them. As JSON: {@code diagnostics} (see
 * {@link DiagnosticJson}), {@code files} (their names, where none has an error), {@code error} and
 * {@code action} (where they could not be read at all, and what to do), {@code exitCode}.
 */
final class CheckCommand {

    private final Environment environment;
    private final Answer answer;

    CheckCommand(Environment environment, Answer answer) {
        this.environment = environment;
        this.answer = answer;
    }

    int run() {
        ProcessProperties.warnings(environment).forEach(answer::remark);
        try {
            AtscriptSchema schema = Schemas.load(properties());
            diagnostics(schema.warnings());
            String found = Counts.of(schema.model().tables().size(), "table") + " and "
                    + Counts.of(schema.model().views().size(), "view") + " in "
                    + Counts.of(schema.files().size(), "file") + ", no errors";
            answer.part(found, "files", schema.files());
            return answer.end(ExitCode.DONE);
        } catch (AtscriptSchemaException ex) {
            diagnostics(ex.diagnostics());
        } catch (RuntimeException ex) {
            answer.failure(ex);
        }
        return answer.end(ExitCode.ERRORS);
    }

    private AtscriptProperties properties() {
        BindHandler handler = new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter());
        return Binder.get(environment)
                .bindOrCreate(AtscriptProperties.PREFIX, Bindable.of(AtscriptProperties.class), handler);
    }

    private void diagnostics(List<Diagnostic> diagnostics) {
        String text = DiagnosticRenderer.render(diagnostics, answer.colour());
        answer.part(text, "diagnostics", DiagnosticJson.of(diagnostics));
    }
}
