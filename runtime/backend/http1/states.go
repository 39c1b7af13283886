package http1

// The states are llhttp's nodes, as far as they wait for a byte.
const (
	stateStart state = iota
	stateClosed
	stateCleanup
	stateSuspended

	stateMethod
	stateAfterMethod
	stateBeforeURL
	stateURLStart
	stateURLSchema
	stateURLSchemaDelimiter
	stateURLServer
	stateURLServerAt
	stateURLPath
	stateURLQuery
	stateURLFragment
	stateURLCRLF
	stateURLExit
	stateAfterURL
	stateProtocol
	stateAfterProtocol
	stateMajor
	stateDot
	stateMinor
	stateVersionEnd
	stateVersionLF
	statePRI

	stateStatus1
	stateStatus2
	stateStatus3
	stateStatusEnd
	stateReason
	stateReasonStart
	stateReasonLF
	stateBeforeStatus

	stateHeadersStart
	stateHTTP09HeadersStart
	stateFieldStart
	stateField
	stateFieldGeneral
	stateFieldColon
	stateValueSpace
	stateValueSpaceLF
	stateValueFold
	stateValueStart
	stateValue
	stateValueEnd
	stateValueLenient
	stateValueLF
	stateValueAfterLF
	stateEncoding
	stateEncodingChunked
	stateEncodingToken
	stateEncodingSpace
	stateLength
	stateLengthSpace
	stateConnection
	stateConnectionWord
	stateConnectionSpace
	stateConnectionToken
	stateHeadersLF

	stateChunkSizeDigit
	stateChunkSize
	stateChunkSizeEnd
	stateExtensions
	stateExtensionName
	stateExtensionValue
	stateExtensionQuoted
	stateExtensionEscape
	stateExtensionQuotedEnd
	stateChunkSizeLF
	stateChunkData
	stateChunkDataEnd
	stateChunkDataLF
	stateBody
	stateBodyToEOF
)

// connectionWords are what a Connection header may say, and what each means.
var connectionWords = [...]struct {
	word  string
	state headerState
}{{"close", headerClose}, {"upgrade", headerConnectionUpgrade}, {"keep-alive", headerKeepAlive}}

const (
	reasonProtocol = "Expected HTTP/, RTSP/ or ICE/"
	reasonCRLF     = "Expected CRLF after version"
)
