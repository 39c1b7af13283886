package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"io"
	"net"
	"strings"
)

// A display is a connection to an X server, for the one request needed here.
// All numbers of the protocol are sent in little-endian order.
type display struct {
	connection    net.Conn
	root          uint32
	width, height uint16
}

// connect opens a connection to the local server called name, such as ":4".
// The server must not ask for authorisation.
func connect(name string) (*display, error) {
	connection, err := net.Dial("unix", "/tmp/.X11-unix/X"+strings.TrimPrefix(name, ":"))
	if err != nil {
		return nil, err
	}
	d := &display{connection: connection}
	if err := d.setUp(); err != nil {
		return nil, errors.Join(err, connection.Close())
	}
	return d, nil
}

func (d *display) close() { _ = d.connection.Close() }

// setUp exchanges the greeting (X11 protocol, section "Connection Setup") and
// remembers the first screen.
func (d *display) setUp() error {
	greeting := make([]byte, 12)
	greeting[0] = 'l'                               // little-endian
	binary.LittleEndian.PutUint16(greeting[2:], 11) // protocol version 11.0
	if _, err := d.connection.Write(greeting); err != nil {
		return err
	}
	head := make([]byte, 8)
	if _, err := io.ReadFull(d.connection, head); err != nil {
		return err
	}
	if head[0] != 1 {
		return errors.New("the X server refuses the connection")
	}
	body := make([]byte, 4*int(binary.LittleEndian.Uint16(head[6:])))
	if _, err := io.ReadFull(d.connection, body); err != nil {
		return err
	}
	vendor := int(binary.LittleEndian.Uint16(body[16:]))
	formats := int(body[21])
	screen := body[32+(vendor+3)/4*4+8*formats:]
	d.root = binary.LittleEndian.Uint32(screen)
	d.width = binary.LittleEndian.Uint16(screen[20:])
	d.height = binary.LittleEndian.Uint16(screen[22:])
	return nil
}

// capture returns what is on the screen, which must have 24 bits of colour.
func (d *display) capture() (*image.RGBA, error) {
	request := make([]byte, 20)
	request[0], request[1] = 73, 2                // GetImage, ZPixmap
	binary.LittleEndian.PutUint16(request[2:], 5) // length in words
	binary.LittleEndian.PutUint32(request[4:], d.root)
	binary.LittleEndian.PutUint16(request[12:], d.width)
	binary.LittleEndian.PutUint16(request[14:], d.height)
	binary.LittleEndian.PutUint32(request[16:], 0xffffffff) // all planes
	if _, err := d.connection.Write(request); err != nil {
		return nil, err
	}
	head := make([]byte, 32)
	if _, err := io.ReadFull(d.connection, head); err != nil {
		return nil, err
	}
	if head[0] != 1 {
		return nil, fmt.Errorf("the X server does not give its picture: error %d", head[1])
	}
	pixels := make([]byte, 4*int(binary.LittleEndian.Uint32(head[4:])))
	if _, err := io.ReadFull(d.connection, pixels); err != nil {
		return nil, err
	}
	picture := image.NewRGBA(image.Rect(0, 0, int(d.width), int(d.height)))
	if len(pixels) < len(picture.Pix) {
		return nil, errors.New("the screen does not have 24 bits of colour")
	}
	for i := 0; i < len(picture.Pix); i += 4 { // the server's order is blue, green, red
		picture.Pix[i], picture.Pix[i+1], picture.Pix[i+2], picture.Pix[i+3] = pixels[i+2], pixels[i+1], pixels[i], 255
	}
	return picture, nil
}
