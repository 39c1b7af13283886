package dns

import (
	"context"
	"encoding/binary"
	"io"
	"net"
	"net/netip"

	"github.com/deskjs/deskjs/runtime/backend/socket"
)

// maxPacket is the length of the longest answer, in bytes.
const maxPacket = 0xffff

func dial(ctx context.Context, network string, server netip.AddrPort, local string) (net.Conn, error) {
	if server.Addr().Unmap().Is4() {
		network += "4"
		server = netip.AddrPortFrom(server.Addr().Unmap(), server.Port())
	} else {
		network += "6"
	}
	conn, _, err := socket.Dial(ctx, network, server.String(), local)
	return conn, err
}

// exchangePacket sends a question and waits for its answer; what answers another question is left aside. truncated says that the
// whole answer has to be asked for over TCP. The system picks a port that nobody can guess, and lets only the server's packets in.
func exchangePacket(ctx context.Context, server netip.AddrPort, local string, message []byte, id uint16) (answer []byte, truncated bool, err error) {
	conn, err := dial(ctx, "udp", server, local)
	if err != nil {
		return nil, false, err
	}
	defer func() { _ = conn.Close() }()
	defer until(ctx, conn)()
	turn := turnOf(ctx)
	turn.come(ctx)
	_, err = conn.Write(message)
	turn.leave()
	if err != nil {
		return nil, false, err
	}
	buffer := make([]byte, maxPacket)
	for {
		n, err := conn.Read(buffer)
		if err != nil {
			return nil, false, err
		}
		if answers(buffer[:n], message, id) {
			return buffer[:n], isTruncated(buffer[:n]), nil
		}
	}
}

// exchangeStream is the same over TCP, where a length stands before each message.
func exchangeStream(ctx context.Context, server netip.AddrPort, local string, message []byte, id uint16) ([]byte, error) {
	conn, err := dial(ctx, "tcp", server, local)
	if err != nil {
		return nil, err
	}
	defer func() { _ = conn.Close() }()
	defer until(ctx, conn)()
	if _, err := conn.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(message))), message...)); err != nil {
		return nil, err
	}
	var length [2]byte
	if _, err := io.ReadFull(conn, length[:]); err != nil {
		return nil, err
	}
	answer := make([]byte, binary.BigEndian.Uint16(length[:]))
	if _, err := io.ReadFull(conn, answer); err != nil {
		return nil, err
	}
	if !answers(answer, message, id) {
		return nil, failed{codeBadAnswer}
	}
	return answer, nil
}
