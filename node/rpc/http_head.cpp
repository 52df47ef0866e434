#include "node/rpc/http_head.h"

#include <QHostAddress>
#include <QList>
#include <QUrl>

namespace rollscope::rpc {
namespace {

bool hasToken(const QByteArray& list, const char* token) {
    const auto items = list.split(',');
    for (const QByteArray& item : items) {
        if (item.trimmed().compare(token, Qt::CaseInsensitive) == 0) return true;
    }
    return false;
}

/// Digits alone, at most 2^63; none otherwise: "-5" and 20 nines must not pass.
std::optional<quint64> readLength(const QByteArray& text) {
    if (text.isEmpty() || text.size() > 18) return std::nullopt;
    quint64 value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + static_cast<quint64>(c - '0');
    }
    return value;
}

bool takeHeader(RequestHead& head, const QByteArray& name, const QByteArray& value,
                QByteArray& connection, QByteArray& upgrade) {
    if (name == "host") {
        if (!head.host.isEmpty()) return false;
        head.host = value;
    } else if (name == "origin") {
        head.origin = value;
    } else if (name == "content-type") {
        head.contentType = value;
    } else if (name == "content-length") {
        const auto length = readLength(value);
        if (!length || (head.hasLength && head.contentLength != *length)) return false;
        head.contentLength = *length;
        head.hasLength = true;
    } else if (name == "transfer-encoding") {
        head.chunked = true;
    } else if (name == "connection") {
        connection = value;
    } else if (name == "upgrade") {
        upgrade = value;
    }
    return true;
}

QByteArray hostWithoutPort(const QByteArray& host) {
    if (host.startsWith('[')) return host.left(host.indexOf(']') + 1);
    const auto colon = host.lastIndexOf(':');
    if (colon < 0) return host;
    for (auto i = colon + 1; i < host.size(); ++i) {
        if (host[i] < '0' || host[i] > '9') return host;
    }
    return host.left(colon);
}

QByteArray reasonOf(int status) {
    switch (status) {
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 411: return "Length Required";
        case 413: return "Payload Too Large";
        case 415: return "Unsupported Media Type";
        case 431: return "Request Header Fields Too Large";
        case 503: return "Service Unavailable";
        default: return "Bad Request";
    }
}

}  // namespace

std::optional<RequestHead> parseHead(const QByteArray& bytes) {
    const auto lines = bytes.split('\n');
    const auto request = lines.first().trimmed().split(' ');
    if (request.size() != 3) return std::nullopt;
    const bool oldHttp = request[2] == "HTTP/1.0";
    if (!oldHttp && request[2] != "HTTP/1.1") return std::nullopt;
    RequestHead head;
    head.method = request[0];
    head.target = request[1];
    QByteArray connection;
    QByteArray upgrade;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QByteArray line = lines[i].trimmed();
        if (line.isEmpty()) continue;
        if (lines[i].startsWith(' ') || lines[i].startsWith('\t')) return std::nullopt;
        const auto colon = line.indexOf(':');
        if (colon <= 0 || line[colon - 1] == ' ') return std::nullopt;
        const QByteArray name = line.left(colon).toLower();
        if (!takeHeader(head, name, line.mid(colon + 1).trimmed(), connection, upgrade)) {
            return std::nullopt;
        }
    }
    head.webSocket =
        upgrade.compare("websocket", Qt::CaseInsensitive) == 0 && hasToken(connection, "upgrade");
    head.closeAfter =
        hasToken(connection, "close") || (oldHttp && !hasToken(connection, "keep-alive"));
    return head;
}

bool isOwnHost(const QByteArray& host, const QString& ownHost) {
    QByteArray name = hostWithoutPort(host).toLower();
    if (name.isEmpty()) return false;
    if (name == "localhost" || name == ownHost.toLatin1().toLower()) return true;
    if (name.startsWith('[') && name.endsWith(']')) name = name.mid(1, name.size() - 2);
    const QHostAddress address{QString::fromLatin1(name)};
    // An address in digits cannot be rebound by anybody's name server, but only ours are served.
    return !address.isNull() && address.isLoopback() && !name.startsWith('0');
}

std::optional<Refusal> refusalOf(const RequestHead& head, const QString& ownHost,
                                 quint64 maxBodyBytes) {
    if (!isOwnHost(head.host, ownHost)) return Refusal{403, "this Host is not served here"};
    if (head.origin) {
        const QUrl origin{QString::fromLatin1(*head.origin)};
        const bool web = origin.scheme() == u"http" || origin.scheme() == u"https";
        const QByteArray host = origin.host().toLatin1();
        const QByteArray bracketed = host.contains(':') ? "[" + host + "]" : host;
        if (!web || !isOwnHost(bracketed, ownHost)) {
            return Refusal{403, "this Origin is not served here"};
        }
    }
    if (head.target != "/" && !head.target.startsWith("/?")) return Refusal{404, "ask at /"};
    if (head.chunked) return Refusal{411, "a Content-Length is needed"};
    if (head.contentLength > maxBodyBytes) return Refusal{413, "request too large"};
    if (head.method == "GET") {
        if (head.contentLength > 0) return Refusal{400, "a GET carries no body"};
        return std::nullopt;
    }
    if (head.method != "POST") return Refusal{405, "POST JSON, or open a WebSocket"};
    if (!head.hasLength) return Refusal{411, "a Content-Length is needed"};
    const QByteArray type = head.contentType.split(';').first().trimmed().toLower();
    if (type != "application/json") return Refusal{415, "only application/json is taken"};
    return std::nullopt;
}

QByteArray refusalAnswer(const Refusal& refusal) {
    const QByteArray body = refusal.text + "\n";
    return "HTTP/1.1 " + QByteArray::number(refusal.status) + ' ' + reasonOf(refusal.status) +
           "\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: " +
           QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

}  // namespace rollscope::rpc
