package serlab.serve;

/**
 * Causes of refusals and failures, under names that stay, for programs that call the API; {@code error_code} of an answer is one of
 * them. People read the message beside it.
 */
enum ErrorCode {
    /** No request of HTTP. */
    BAD_REQUEST(400),
    /** A body that is not the JSON, form or CSV that its type says. */
    MALFORMED_BODY(400),
    /** Something that has to be there is missing. */
    MISSING_FIELD(400),
    /** Something that the address does not know: a key, a part of a form, a parameter. */
    UNKNOWN_FIELD(400),
    /** A value of another type or out of range. */
    INVALID_FIELD(400),
    /** Things that exclude each other. */
    CONFLICTING_FIELDS(400),
    /** The model cannot do what is asked of it. */
    UNSUITABLE_MODEL(400),
    /** The lesson has too little to learn from. */
    LESSON_INCOMPLETE(400),
    /** More than a lesson takes. */
    LIMIT_EXCEEDED(400),
    /** A name of the server that was not allowed. */
    HOST_NOT_ALLOWED(403),
    /** A page of another site asks. */
    CROSS_SITE(403),
    /** Visitors may not do that here. */
    NOT_ENABLED(403),
    /** No such address. */
    NOT_FOUND(404),
    /** No such model. */
    MODEL_NOT_FOUND(404),
    /** No such speaker. */
    SPEAKER_NOT_FOUND(404),
    /** No such live session, or it has ended. */
    SESSION_NOT_FOUND(404),
    /** No such lesson, or it has ended. */
    LESSON_NOT_FOUND(404),
    /** A method that the address does not take. */
    METHOD_NOT_ALLOWED(405),
    /** The body came too slowly. */
    REQUEST_TIMEOUT(408),
    /** A model of that name is there. */
    MODEL_EXISTS(409),
    /** A profile of that name is there. */
    SPEAKER_EXISTS(409),
    /** Another lesson goes on. */
    LESSON_IN_PROGRESS(409),
    /** The lesson takes no more. */
    LESSON_CLOSED(409),
    /** The block before is still being heard. */
    BLOCK_IN_PROGRESS(409),
    /** More bytes than are taken. */
    PAYLOAD_TOO_LARGE(413),
    /** A longer address than is taken. */
    URI_TOO_LONG(414),
    /** A content type or content encoding that the address does not take. */
    UNSUPPORTED_MEDIA_TYPE(415),
    /** An {@code Expect} other than {@code 100-continue}. */
    EXPECTATION_FAILED(417),
    /** A file that is no recording (or image), is damaged, or cannot be heard. */
    UNUSABLE_RECORDING(422),
    /** More headers than are taken. */
    HEADERS_TOO_LARGE(431),
    /** A fault of the server. */
    INTERNAL_ERROR(500),
    /** As much work as the server takes. */
    TEMPORARILY_UNAVAILABLE(503),
    /** As many live sessions as may be. */
    TOO_MANY_SESSIONS(503),
    /** A version of HTTP that is not spoken here. */
    HTTP_VERSION_NOT_SUPPORTED(505);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** The HTTP status that it goes with. */
    int status() {
        return status;
    }

    /** The first one of an HTTP status; of one without, {@link #BAD_REQUEST} below 500, {@link #INTERNAL_ERROR} above. */
    static ErrorCode ofStatus(int status) {
        for (ErrorCode code : values()) {
            if (code.status == status) {
                return code;
            }
        }
        return status < INTERNAL_ERROR.status ? BAD_REQUEST : INTERNAL_ERROR;
    }
}
