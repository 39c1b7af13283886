package main

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/binary"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// repeated calls work from several goroutines for the time of a load, and returns how often it succeeded in a second.
func repeated(workers int, work func() error) ([]float64, error) {
	var count atomic.Int64
	var failed atomic.Pointer[error]
	var group sync.WaitGroup
	started := time.Now()
	for range workers {
		group.Go(func() {
			for time.Since(started) < loadTime && failed.Load() == nil {
				if err := work(); err != nil {
					failed.CompareAndSwap(nil, &err)
					return
				}
				count.Add(1)
			}
		})
	}
	group.Wait()
	if err := failed.Load(); err != nil {
		return nil, *err
	}
	return []float64{float64(count.Load()) / time.Since(started).Seconds()}, nil
}

// echo sends messages to a server that returns them: on eight connections, sixteen under way on each.
func (n *network) echo(command string) ([]float64, error) {
	return n.serve(command, "websocket", func(s server) ([]float64, error) {
		const connections, ahead = 8, 16
		var opened []*echoClient
		for range connections {
			client, err := openEcho(s.address)
			if err != nil {
				return nil, err
			}
			defer client.connection.Close()
			opened = append(opened, client)
			if err := client.send(ahead); err != nil {
				return nil, err
			}
		}
		next := make(chan *echoClient, connections)
		for _, client := range opened {
			next <- client
		}
		rate, err := repeated(connections, func() error {
			client := <-next
			defer func() { next <- client }()
			for range ahead {
				if err := client.receive(); err != nil {
					return err
				}
			}
			return client.send(ahead)
		})
		if err != nil {
			return nil, err
		}
		return []float64{rate[0] * ahead}, nil
	})
}

// echoClient is a WebSocket's client that knows just messages of echoSize bytes.
type echoClient struct {
	connection net.Conn
	reader     *bufio.Reader
	frame      []byte
}

const echoSize = 128

func openEcho(address string) (*echoClient, error) {
	connection, err := net.Dial("tcp", address)
	if err != nil {
		return nil, err
	}
	client := &echoClient{connection: connection, reader: bufio.NewReader(connection)}
	if _, err := io.WriteString(connection, "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"); err != nil {
		return nil, err
	}
	response, err := http.ReadResponse(client.reader, nil)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusSwitchingProtocols {
		return nil, fmt.Errorf("the server says %s", response.Status)
	}
	// A binary message, masked with zeros: final, opcode 2; masked, a length of 16 bits.
	client.frame = append([]byte{0x82, 0x80 | 126, 0, echoSize, 0, 0, 0, 0}, make([]byte, echoSize)...)
	return client, nil
}

func (c *echoClient) send(count int) error {
	for range count {
		if _, err := c.connection.Write(c.frame); err != nil {
			return err
		}
	}
	return nil
}

func (c *echoClient) receive() error {
	var head [4]byte
	if _, err := io.ReadFull(c.reader, head[:]); err != nil {
		return err
	}
	if head[0] != 0x82 || head[1] != 126 || binary.BigEndian.Uint16(head[2:]) != echoSize {
		return fmt.Errorf("the server sends a frame that begins with %x", head)
	}
	_, err := c.reader.Discard(echoSize)
	return err
}

// shakeHands opens a TLS connection and closes it.
func shakeHands(address string) error {
	// The certificate is this program's own, made a moment ago.
	connection, err := tls.Dial("tcp", address, &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		return err
	}
	return connection.Close()
}

// pair is a key and its certificate, in PEM.
type pair struct {
	Key  string `json:"key"`
	Cert string `json:"cert"`
}

func selfSigned() (pair, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return pair{}, err
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return pair{}, err
	}
	encoded, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return pair{}, err
	}
	return pair{
		Key:  string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: encoded})),
		Cert: string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate})),
	}, nil
}
