#include "node/storage/head_marker.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "node/storage/record.h"

namespace rollscope::storage {
namespace {

constexpr std::uint32_t magic = 0x52534831;  // "RSH1"
constexpr std::size_t markBytes = 1 + 8 + 32;
constexpr std::size_t copyBytes = 4 + 8 + 2 * markBytes + 8;
// A disk sector each, so that a torn write spoils one copy alone.
constexpr std::size_t copyStride = 4096;

/// FNV-1a: enough against torn writes, which are not malicious.
std::uint64_t checksum(BytesView bytes) {
    std::uint64_t sum = 0xcbf29ce484222325ULL;
    for (const auto byte : bytes) sum = (sum ^ byte) * 0x100000001b3ULL;
    return sum;
}

Bytes encodeCopy(std::uint64_t turn, const HeadMarker::Marks& marks) {
    RecordWriter writer;
    writer.u32(magic).u64(turn);
    for (const auto& mark : marks) {
        const auto value = mark.value_or(HeadMark{});
        writer.flag(mark.has_value()).u64(value.number).fixed(value.hash);
    }
    const auto sum = checksum(writer.view());
    return writer.u64(sum).take();
}

struct Copy {
    std::uint64_t turn = 0;
    HeadMarker::Marks marks;
};

std::optional<Copy> decodeCopy(BytesView bytes) {
    if (bytes.size() != copyBytes) return std::nullopt;
    RecordReader reader{bytes};
    Copy copy;
    const bool known = reader.u32() == magic;
    copy.turn = reader.u64();
    for (auto& mark : copy.marks) {
        const bool present = reader.flag();
        const HeadMark value{reader.u64(), reader.hash()};
        if (present) mark = value;
    }
    if (!known || reader.u64() != checksum(bytes.first(copyBytes - 8))) return std::nullopt;
    return copy;
}

tl::unexpected<Error> ioError(const std::filesystem::path& path) {
    return fail(ErrorCode::ioFailed, path.string() + ": " + std::strerror(errno));
}

}  // namespace

Result<HeadMarker> HeadMarker::open(const std::filesystem::path& file) {
    HeadMarker marker;
    marker.m_path = file;
    marker.m_file = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (marker.m_file < 0) return ioError(file);
    bool readable = false;
    for (const std::size_t place : {std::size_t{0}, copyStride}) {
        Bytes bytes(copyBytes);
        const auto size =
            ::pread(marker.m_file, bytes.data(), bytes.size(), static_cast<off_t>(place));
        if (size < 0) return ioError(file);
        bytes.resize(static_cast<std::size_t>(size));
        const auto copy = decodeCopy(bytes);
        if (!copy) continue;
        readable = true;
        if (copy->turn >= marker.m_turn) {
            marker.m_turn = copy->turn;
            marker.m_marks = copy->marks;
        }
    }
    struct stat info {};
    if (::fstat(marker.m_file, &info) != 0) return ioError(file);
    // Shorter than one copy: a power loss right after its creation, nothing was marked yet.
    if (!readable && info.st_size >= static_cast<off_t>(copyBytes)) {
        return fail(ErrorCode::storageCorrupt, file.string() + " does not read as a head marker");
    }
    return marker;
}

HeadMarker::HeadMarker(HeadMarker&& other) noexcept
    : m_path(std::move(other.m_path)),
      m_file(std::exchange(other.m_file, -1)),
      m_turn(other.m_turn),
      m_marks(other.m_marks) {}

HeadMarker& HeadMarker::operator=(HeadMarker&& other) noexcept {
    std::swap(m_path, other.m_path);
    std::swap(m_file, other.m_file);
    std::swap(m_turn, other.m_turn);
    std::swap(m_marks, other.m_marks);
    return *this;
}

HeadMarker::~HeadMarker() {
    if (m_file >= 0) ::close(m_file);
}

Result<void> HeadMarker::set(unsigned layer, const std::optional<HeadMark>& mark) {
    // An older mark than the database's head is harmless, so a raised one outlives the process
    // unsynced; a lowered one must be on disk before the blocks above it go.
    const bool raised = mark && m_marks.at(layer) && mark->number > m_marks.at(layer)->number;
    auto marks = m_marks;
    marks.at(layer) = mark;
    const auto turn = m_turn + 1;
    const auto bytes = encodeCopy(turn, marks);
    const auto place = static_cast<off_t>((turn % 2) * copyStride);
    const auto size = ::pwrite(m_file, bytes.data(), bytes.size(), place);
    const bool written = size == static_cast<ssize_t>(bytes.size());
    if (!written || (!raised && ::fdatasync(m_file) != 0)) {
        return ioError(m_path);
    }
    m_turn = turn;
    m_marks = marks;
    return {};
}

}  // namespace rollscope::storage
