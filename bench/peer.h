// anvil as a child process, asked over HTTP.
#pragma once

#include <QJsonArray>
#include <QJsonValue>
#include <QProcess>
#include <QTcpSocket>

namespace rollscope::bench {

/// A running anvil; it ends with this object.
class Peer {
public:
    /// False when it did not come up within ten seconds.
    bool start(const QString& program);
    /// The `result` of a JSON-RPC call; undefined on an error, which is printed.
    QJsonValue call(const char* method, const QJsonArray& params);
    ~Peer();

private:
    QByteArray post(const QByteArray& body);

    QProcess m_process;
    QTcpSocket m_socket;
    quint16 m_port = 0;
};

}  // namespace rollscope::bench
