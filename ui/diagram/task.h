// Work that waits for a node's answers without blocking a thread: coroutines over its futures.
//
// A Task runs when it is awaited or started, on the thread of whoever starts it. Destroying a
// Task that waits ends it: what it waited for is not told to it any more.
#pragma once

#include <QFuture>
#include <QObject>
#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace rollscope::ui {

/// A coroutine with one answer.
template <class T>
class [[nodiscard]] Task {
public:
    struct promise_type;
    using Handle = std::coroutine_handle<promise_type>;

    struct AtEnd {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(Handle ended) noexcept {
            promise_type& promise = ended.promise();
            if (promise.waiter) return promise.waiter;
            // moved out: what it does may end this very task
            const auto done = std::move(promise.done);
            if (done) done(std::move(*promise.value));
            return std::noop_coroutine();
        }
        void await_resume() noexcept {}
    };

    struct promise_type {
        std::optional<T> value;
        std::coroutine_handle<> waiter;
        std::function<void(T)> done;

        Task get_return_object() { return Task(Handle::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        AtEnd final_suspend() noexcept { return {}; }
        void return_value(T answer) { value.emplace(std::move(answer)); }
        [[noreturn]] void unhandled_exception() { std::terminate(); }  // nothing here throws
    };

    Task() = default;
    Task(Task&& other) noexcept : m_handle(std::exchange(other.m_handle, {})) {}
    Task& operator=(Task&& other) noexcept {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    Task(const Task&) = delete;
    Task& operator=(const Task&) = delete;
    ~Task() {
        if (m_handle) m_handle.destroy();
    }

    /// Runs it; `done` is told the answer and may not destroy the task itself.
    void start(std::function<void(T)> done) {
        m_handle.promise().done = std::move(done);
        m_handle.resume();
    }

    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiter) noexcept {
        m_handle.promise().waiter = waiter;
        return m_handle;
    }
    T await_resume() { return std::move(*m_handle.promise().value); }

private:
    explicit Task(Handle handle) : m_handle(handle) {}
    Handle m_handle;
};

/// Awaits a future on the thread of `on`, which outlives the wait.
template <class T>
class Answered {
public:
    Answered(QFuture<T> future, QObject* on) : m_future(std::move(future)), m_on(on) {}

    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> waiter) {
        // on a later turn, so that a chain of ready answers is no recursion
        m_future.then(m_on, [this, waiter, on = m_on, alive = std::weak_ptr(m_alive)](T answer) {
            if (alive.expired()) return;
            m_answer.emplace(std::move(answer));
            QMetaObject::invokeMethod(
                on,
                [waiter, alive] {
                    if (!alive.expired()) waiter.resume();
                },
                Qt::QueuedConnection);
        });
    }
    T await_resume() { return std::move(*m_answer); }

private:
    QFuture<T> m_future;
    QObject* m_on;
    std::optional<T> m_answer;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

}  // namespace rollscope::ui
