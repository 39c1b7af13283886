package errors

import (
	"sort"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// systemErrors lists every system error as number, name, description, number, ...
// in the order of util.getSystemErrorMap, which is the alphabet's.
func systemErrors(*op.Context, op.Args) (any, error) {
	descriptions := op.Descriptions()
	names := make([]string, 0, len(descriptions))
	for name := range descriptions {
		names = append(names, name)
	}
	sort.Strings(names)
	numbers := systemNumbers()
	out := make([]any, 0, 3*len(names))
	for _, name := range names {
		number, ok := numbers[name]
		if !ok {
			number = fallbackNumbers[name]
		}
		if number != 0 {
			out = append(out, number, name, descriptions[name])
		}
	}
	return out, nil
}

// fallbackNumbers are libuv's own, for errors that a system has no number for: all of
// them on Windows, a few elsewhere.
var fallbackNumbers = map[string]int{
	"EOF": -4095, "UNKNOWN": -4094, "E2BIG": -4093, "EACCES": -4092, "EADDRINUSE": -4091,
	"EADDRNOTAVAIL": -4090, "EAFNOSUPPORT": -4089, "EAGAIN": -4088, "EALREADY": -4084,
	"EBADF": -4083, "EBUSY": -4082, "ECANCELED": -4081, "ECHARSET": -4080,
	"ECONNABORTED": -4079, "ECONNREFUSED": -4078, "ECONNRESET": -4077, "EDESTADDRREQ": -4076,
	"EEXIST": -4075, "EFAULT": -4074, "EHOSTUNREACH": -4073, "EINTR": -4072, "EINVAL": -4071,
	"EIO": -4070, "EISCONN": -4069, "EISDIR": -4068, "ELOOP": -4067, "EMFILE": -4066,
	"EMSGSIZE": -4065, "ENAMETOOLONG": -4064, "ENETDOWN": -4063, "ENETUNREACH": -4062,
	"ENFILE": -4061, "ENOBUFS": -4060, "ENODEV": -4059, "ENOENT": -4058, "ENOMEM": -4057,
	"ENONET": -4056, "ENOSPC": -4055, "ENOSYS": -4054, "ENOTCONN": -4053, "ENOTDIR": -4052,
	"ENOTEMPTY": -4051, "ENOTSOCK": -4050, "ENOTSUP": -4049, "EPERM": -4048, "EPIPE": -4047,
	"EPROTO": -4046, "EPROTONOSUPPORT": -4045, "EPROTOTYPE": -4044, "EROFS": -4043,
	"ESHUTDOWN": -4042, "ESPIPE": -4041, "ESRCH": -4040, "ETIMEDOUT": -4039, "ETXTBSY": -4038,
	"EXDEV": -4037, "EFBIG": -4036, "ENOPROTOOPT": -4035, "ERANGE": -4034, "ENXIO": -4033,
	"EMLINK": -4032, "EHOSTDOWN": -4031, "EREMOTEIO": -4030, "ENOTTY": -4029, "EFTYPE": -4028,
	"EILSEQ": -4027, "EOVERFLOW": -4026, "ESOCKTNOSUPPORT": -4025, "ENODATA": -4024, "EUNATCH": -4023,
	// Those of look-ups are the same everywhere.
	"EAI_ADDRFAMILY": -3000, "EAI_AGAIN": -3001, "EAI_BADFLAGS": -3002, "EAI_BADHINTS": -3013,
	"EAI_CANCELED": -3003, "EAI_FAIL": -3004, "EAI_FAMILY": -3005, "EAI_MEMORY": -3006, "EAI_NODATA": -3007,
	"EAI_NONAME": -3008, "EAI_OVERFLOW": -3009, "EAI_PROTOCOL": -3014, "EAI_SERVICE": -3010,
	"EAI_SOCKTYPE": -3011,
}
