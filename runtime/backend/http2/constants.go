package http2

// The types of frames (RFC 9113 section 6, RFC 7838, RFC 8336).
const (
	FrameData = iota
	FrameHeaders
	FramePriority
	FrameReset
	FrameSettings
	FramePushPromise
	FramePing
	FrameGoaway
	FrameWindowUpdate
	FrameContinuation
	FrameAltSvc = 0xa
	FrameOrigin = 0xc
)

// The flags of frames.
const (
	FlagEndStream  = 0x1
	FlagAck        = 0x1
	FlagEndHeaders = 0x4
	FlagPadded     = 0x8
	FlagPriority   = 0x20
)

// The error codes that GOAWAY and RST_STREAM carry (RFC 9113 section 7).
const (
	NoError            = 0x0
	ProtocolError      = 0x1
	InternalError      = 0x2
	FlowControlError   = 0x3
	SettingsTimeout    = 0x4
	StreamClosed       = 0x5
	FrameSizeError     = 0x6
	RefusedStream      = 0x7
	Cancel             = 0x8
	CompressionError   = 0x9
	ConnectError       = 0xa
	EnhanceYourCalm    = 0xb
	InadequateSecurity = 0xc
	HTTP11Required     = 0xd
)

// The identifiers of settings (RFC 9113 section 6.5.2, RFC 8441).
const (
	SettingHeaderTableSize       = 0x1
	SettingEnablePush            = 0x2
	SettingMaxConcurrentStreams  = 0x3
	SettingInitialWindowSize     = 0x4
	SettingMaxFrameSize          = 0x5
	SettingMaxHeaderListSize     = 0x6
	SettingEnableConnectProtocol = 0x8
)

// What a session reports besides: nghttp2's numbers, which programs find as an error's errno.
const (
	ErrInvalidArgument      = -501
	ErrProtocol             = -505
	ErrNoStreamID           = -509
	ErrStreamClosed         = -510
	ErrInvalidState         = -519
	ErrTemporary            = -521
	ErrFrameSize            = -522
	ErrHeaderCompression    = -523
	ErrFlowControl          = -524
	ErrPushDisabled         = -528
	ErrDataExist            = -529
	ErrSessionClosing       = -530
	ErrHTTPHeader           = -531
	ErrHTTPMessaging        = -532
	ErrRefusedStream        = -533
	ErrStartNotAllowed      = -516
	ErrTooManySettings      = -537
	ErrFatal                = -900
	ErrCallback             = -902
	ErrBadClientMagic       = -903
	ErrFlooded              = -904
	ErrTooManyContinuations = -905
	errIgnore               = -1 // no error: what is being received goes nowhere
)

var errorTexts = map[int]string{
	-501: "Invalid argument", -502: "Out of buffer space", -503: "Unsupported SPDY version", -504: "Operation would block",
	-505: "Protocol error", -506: "Invalid frame octets", -507: "EOF", -508: "Data transfer deferred",
	-509: "No more Stream ID available", -510: "Stream was already closed or invalid", -511: "Stream is closing",
	-512: "The transmission is not allowed for this stream", -513: "Stream ID is invalid", -514: "Invalid stream state",
	-515: "Another DATA frame has already been deferred", -516: "request HEADERS is not allowed",
	-517: "GOAWAY has already been sent", -518: "Invalid header block", -519: "Invalid state",
	-521: "The user callback function failed due to the temporal error", -522: "The length of the frame is invalid",
	-523: "Header compression/decompression error", -524: "Flow control error",
	-525: "Insufficient buffer size given to function", -526: "Callback was paused by the application",
	-527: "Too many inflight SETTINGS", -528: "Server push is disabled by peer",
	-529: "DATA or HEADERS frame has already been submitted for the stream", -530: "The current session is closing",
	-531: "Invalid HTTP header field was received", -532: "Violation in HTTP messaging rule", -533: "Stream was refused",
	-534: "Internal error", -535: "Cancel",
	-536: "When a local endpoint expects to receive SETTINGS frame, it receives an other type of frame",
	-537: "SETTINGS frame contained more than the maximum allowed entries", -901: "Out of memory",
	-902: "The user callback function failed", -903: "Received bad client magic byte string",
	-904: "Flooding was detected in this HTTP/2 session, and it must be closed",
	-905: "Too many CONTINUATION frames following a HEADER frame",
}

// ErrorText describes one of the numbers above.
func ErrorText(number int) string {
	if text, ok := errorTexts[number]; ok {
		return text
	}
	return "Unknown error code"
}

// CodeOf is the code that tells the peer of an error.
func CodeOf(number int) uint32 {
	switch number {
	case ErrStreamClosed:
		return StreamClosed
	case ErrHeaderCompression:
		return CompressionError
	case ErrFrameSize:
		return FrameSizeError
	case ErrFlowControl:
		return FlowControlError
	case ErrRefusedStream:
		return RefusedStream
	case ErrProtocol, ErrHTTPHeader, ErrHTTPMessaging:
		return ProtocolError
	}
	return InternalError
}

// Categories say what a block of headers is.
const (
	CategoryRequest = iota
	CategoryResponse
	CategoryPushResponse
	CategoryHeaders
)

// The states of streams as State tells them.
const (
	StateIdle = 1 + iota
	StateOpen
	StateReservedLocal
	StateReservedRemote
	StateHalfClosedLocal
	StateHalfClosedRemote
	StateClosed
)

const (
	preface           = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
	frameHeaderLength = 9
	initialWindow     = 65535
	initialFrameSize  = 16384
	maxWindow         = 1<<31 - 1
	maxStreamID       = 1<<31 - 1
	defaultWeight     = 16
)
