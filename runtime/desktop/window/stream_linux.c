//go:build linux && cgo

// A stream that WebKit reads a response's bytes from. WebKit asks for 8 KiB, sends what it gets to the page's process as a
// message, and asks again. With GIO's own streams each question takes a turn of the main loop: this one answers many in one.

#include <string.h>

#include "webkit_linux.h"

// What one turn of the main loop gives: more would keep input waiting.
#define TURN_BYTES (256 << 10)
// The most bytes of an answer. WebKit's messages have 4096 bytes; for one that doesn't fit, it makes a file of shared memory,
// which takes twice the time.
#define ANSWER_BYTES 4000
// That of WebKit's own reading, below input and above painting.
#define TURN_PRIORITY 100

typedef struct {
	GInputStream parent;
	const char *data;
	gsize left;
	uintptr_t pin; // keeps data in place, until it is given back
	guint turn;    // the source of the next turn, or 0
	// WebKit's question, while there is one.
	void *buffer;
	gsize size;
	GCancellable *cancellable;
	GAsyncReadyCallback answer;
	gpointer answer_data;
	gssize count; // the answer
} DeskjsStream;

typedef struct {
	GInputStreamClass parent;
} DeskjsStreamClass;

static GObject *result_source(GAsyncResult *result) { return g_object_ref(G_OBJECT(result)); }

static gpointer result_data(GAsyncResult *result) { return ((DeskjsStream *)result)->answer_data; }

// The stream is the result of its own questions: there is one at a time.
static void result_init(GAsyncResultIface *result) {
	result->get_source_object = result_source;
	result->get_user_data = result_data;
}

G_DEFINE_TYPE_WITH_CODE(DeskjsStream, deskjs_stream, G_TYPE_INPUT_STREAM, G_IMPLEMENT_INTERFACE(G_TYPE_ASYNC_RESULT, result_init))

static gssize take(DeskjsStream *stream, void *buffer, gsize size) {
	gsize count = MIN(size, stream->left);
	memcpy(buffer, stream->data, count);
	stream->data += count;
	stream->left -= count;
	return (gssize)count;
}

static gboolean on_turn(gpointer data) {
	DeskjsStream *stream = g_object_ref(data);
	// Answering makes WebKit ask again, which sets answer anew. The end is an answer of nothing.
	for (gsize given = 0; stream->answer && given < TURN_BYTES; given += ANSWER_BYTES) {
		GAsyncReadyCallback answer = stream->answer;
		stream->answer = NULL;
		gboolean cancelled = stream->cancellable && g_cancellable_is_cancelled(stream->cancellable);
		stream->count = cancelled ? -1 : take(stream, stream->buffer, MIN(stream->size, ANSWER_BYTES));
		answer(G_OBJECT(stream), G_ASYNC_RESULT(stream), stream->answer_data);
	}
	gboolean more = stream->answer != NULL;
	if (!more) {
		stream->turn = 0;
	}
	g_object_unref(stream);
	return more;
}

static void read_async(GInputStream *base, void *buffer, gsize size, int priority, GCancellable *cancellable,
	GAsyncReadyCallback answer, gpointer answer_data) {
	(void)priority;
	DeskjsStream *stream = (DeskjsStream *)base;
	stream->buffer = buffer;
	stream->size = size;
	g_set_object(&stream->cancellable, cancellable);
	stream->answer = answer;
	stream->answer_data = answer_data;
	if (!stream->turn) {
		stream->turn = g_idle_add_full(TURN_PRIORITY, on_turn, stream, NULL);
	}
}

static gssize read_finish(GInputStream *base, GAsyncResult *result, GError **error) {
	(void)result;
	gssize count = ((DeskjsStream *)base)->count;
	if (count < 0) {
		g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the request was cancelled");
	}
	return count;
}

static gssize read_now(GInputStream *base, void *buffer, gsize size, GCancellable *cancellable, GError **error) {
	(void)cancellable;
	(void)error;
	return take((DeskjsStream *)base, buffer, size);
}

static gboolean close_now(GInputStream *base, GCancellable *cancellable, GError **error) {
	(void)base;
	(void)cancellable;
	(void)error;
	return TRUE;
}

static void finalize(GObject *object) {
	DeskjsStream *stream = (DeskjsStream *)object;
	if (stream->turn) {
		g_source_remove(stream->turn);
	}
	g_clear_object(&stream->cancellable);
	deskjsGoUnpin(stream->pin);
	G_OBJECT_CLASS(deskjs_stream_parent_class)->finalize(object);
}

static void deskjs_stream_class_init(DeskjsStreamClass *class) {
	G_OBJECT_CLASS(class)->finalize = finalize;
	GInputStreamClass *stream = G_INPUT_STREAM_CLASS(class);
	stream->read_async = read_async;
	stream->read_finish = read_finish;
	stream->read_fn = read_now;
	stream->close_fn = close_now;
}

static void deskjs_stream_init(DeskjsStream *stream) { (void)stream; }

GInputStream *deskjs_stream_new(const void *data, size_t length, uintptr_t pin) {
	DeskjsStream *stream = g_object_new(deskjs_stream_get_type(), NULL);
	stream->data = data;
	stream->left = length;
	stream->pin = pin;
	return G_INPUT_STREAM(stream);
}
