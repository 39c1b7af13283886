package zlib

// zlib's status codes.
const (
	statusOK          = 0
	statusStreamEnd   = 1
	statusNeedDict    = 2
	statusStreamError = -2
	statusDataError   = -3
	statusBufError    = -5
)

// zlib's flush flags.
const (
	flushNone    = 0
	flushPartial = 1
	flushSync    = 2
	flushFull    = 3
	flushFinish  = 4
	flushBlock   = 5
)

// failure is what a stream's 'error' event tells.
type failure struct {
	message string
	number  int
	code    string
}

func (f *failure) Error() string { return f.message }

func zlibFailure(message string, status int) *failure {
	return &failure{message, status, statusNames[status]}
}

var statusNames = map[int]string{
	statusNeedDict: "Z_NEED_DICT", statusStreamError: "Z_STREAM_ERROR",
	statusDataError: "Z_DATA_ERROR", statusBufError: "Z_BUF_ERROR",
}
