package dev.atscript.sample;

import java.sql.SQLException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers with 409 what the constraints of the schema refuse: a second user of one address, a lead who is deleted. */
@RestControllerAdvice
class ConstraintAdvice {

    private static final int SQLITE_CONSTRAINT = 19;

    @ExceptionHandler
    ProblemDetail refused(DataAccessException failure) {
        if (!isConstraint(failure)) {
            throw failure;
        }
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT,
                NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
    }

    private static boolean isConstraint(DataAccessException failure) {
        return failure instanceof DataIntegrityViolationException
                || failure.getMostSpecificCause() instanceof SQLException cause
                        && (cause.getErrorCode() & 0xff) == SQLITE_CONSTRAINT;
    }
}
