// The head of an HTTP request, and what it must look like before anything else reads it.
//
// In: bytes up to the empty line. Out: a RequestHead, or the status to refuse it with. Pure.
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

namespace rollscope::rpc {

/// What the server needs to know of a request (RFC 9112).
struct RequestHead {
    QByteArray method;
    QByteArray target;
    QByteArray host;
    std::optional<QByteArray> origin;
    QByteArray contentType;
    quint64 contentLength = 0;
    bool hasLength = false;
    bool chunked = false;
    bool webSocket = false;   ///< asks for the upgrade of RFC 6455
    bool closeAfter = false;  ///< "Connection: close", or HTTP/1.0
};

/// An HTTP status and a sentence for whoever reads the answer.
struct Refusal {
    int status = 400;
    QByteArray text;
};

/// Reads a head that ends with an empty line; none when it is not HTTP/1.x.
std::optional<RequestHead> parseHead(const QByteArray& bytes);

/// True for localhost, 127.0.0.0/8, [::1] and `ownHost`, with any port or none.
bool isOwnHost(const QByteArray& host, const QString& ownHost);

/// Why the request must not be served: foreign Host (DNS rebinding) or Origin, a body too large,
/// of unknown length, or of another type than JSON; none when it is fine.
std::optional<Refusal> refusalOf(const RequestHead& head, const QString& ownHost,
                                 quint64 maxBodyBytes);

/// A complete HTTP answer that says no and closes.
QByteArray refusalAnswer(const Refusal& refusal);

}  // namespace rollscope::rpc
