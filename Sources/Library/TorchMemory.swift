// This file defines `torch.cpu`: the processor as a device, and what the tensor memory holds.
//
// PyTorch counts memory for accelerators only (`torch.cuda.memory_allocated`); here the processor is what trains, so the same names
// count its tensors.

import Kernel
import Lang

enum TorchMemory {
    static func make() throws -> ModuleObject {
        let m = ModuleObject("torch.cpu", doc: "The processor, and the memory of its tensors.")
        m.function("is_available()", "True.") { _ in .bool(true) }
        m.function("is_initialized()", "True.") { _ in .bool(true) }
        m.function("device_count()", "1.") { _ in .int(1) }
        m.function("current_device()", "'cpu'.") { _ in .string("cpu") }
        m.function("synchronize(device=None)", "Nothing to do: operations are done when they return.") { _ in .none }
        func count(_ name: String, _ doc: String, _ f: @escaping (Arena.Counters) -> Int) {
            m.function("\(name)(device=None)", doc) { _ in .int(f(Arena.shared.counters)) }
        }
        count("memory_allocated", "Bytes that tensors hold now.") { $0.current }
        count("max_memory_allocated", "The most bytes that tensors held since the start or reset_peak_memory_stats().") { $0.peak }
        count("memory_reserved", "Bytes taken from the system, for tensors and for reuse.") { $0.reserved }
        count("max_memory_reserved", "The most bytes taken from the system since the start or reset_peak_memory_stats().") { $0.peakReserved }
        m.function("reset_peak_memory_stats(device=None)", "Forgets the highest counts.") { _ in
            Arena.shared.resetPeak()
            return .none
        }
        m.function("empty_cache()", "Gives memory that no tensor uses back to the system.") { _ in
            Arena.shared.trim()
            return .none
        }
        m.function("memory_stats(device=None)", "The counters, under the names that torch.cuda.memory_stats gives them.") { _ in
            let c = Arena.shared.counters
            return .object(
                DictObject([
                    ("allocated_bytes.all.current", .int(c.current)), ("allocated_bytes.all.peak", .int(c.peak)), ("reserved_bytes.all.current", .int(c.reserved)),
                    ("reserved_bytes.all.peak", .int(c.peakReserved)), ("allocation.all.current", .int(c.live)), ("allocation.all.allocated", .int(c.allocations)),
                    ("segment.all.current", .int(c.segments)),
                ]))
        }
        m.function("memory_summary(device=None, abbreviated=False)", "The counters as a table.") { _ in
            let c = Arena.shared.counters
            func row(_ name: String, _ now: String, _ peak: String) -> String {
                let a = name + String(repeating: " ", count: max(0, 24 - name.count))
                return "| \(a)|\(String(repeating: " ", count: max(0, 12 - now.count)))\(now) |\(String(repeating: " ", count: max(0, 12 - peak.count)))\(peak) |"
            }
            func mega(_ n: Int) -> String { "\((n + (1 << 19)) >> 20) MiB" }
            let line = "|" + String(repeating: "-", count: 25) + "|" + String(repeating: "-", count: 13) + "|" + String(repeating: "-", count: 13) + "|"
            return .string(
                [
                    row("memory of tensors", "now", "peak"), line, row("allocated", mega(c.current), mega(c.peak)), row("reserved", mega(c.reserved), mega(c.peakReserved)),
                    row("blocks", "\(c.live)", ""), row("blocks since the start", "\(c.allocations)", ""), row("segments", "\(c.segments)", ""),
                ].joined(separator: "\n"))
        }
        return m
    }
}
