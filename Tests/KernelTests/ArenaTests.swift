import Glibc
import Testing
@testable import Kernel

/// The arena is one for the process: tests that count run one after the other.
@Suite(.serialized) struct ArenaTests {
    @Test func blocksAreAlignedAndReused() throws {
        let a = Arena.shared
        let p = try a.allocate(3 << 20)
        #expect(Int(bitPattern: p) % 64 == 0)
        memset(p, 1, 3 << 20)
        a.free(p, 3 << 20)
        let mapped = a.counters.reserved
        for n in [3 << 20, 1 << 20, 2 << 20, 300_000] {
            let q = try a.allocate(n)
            memset(q, 2, n)
            a.free(q, n)
        }
        #expect(a.counters.reserved == mapped)
        #expect(a.isWhole)
    }
    @Test func everySizeKeepsItsBytes() throws {
        // Blocks of all sizes at once, each filled with its own byte; then freed in a scrambled order.
        var held: [(UnsafeMutableRawPointer, Int, UInt8)] = []
        var seed: UInt64 = 7
        func random(_ n: Int) -> Int {
            seed = seed &* 6364136223846793005 &+ 1442695040888963407
            return Int(seed >> 33) % n
        }
        for i in 0..<3000 {
            let n = [random(700), random(70_000), random(1 << 20), 0, 1][i % 5]
            let p = try Arena.shared.allocate(n)
            #expect(Int(bitPattern: p) % 64 == 0)
            memset(p, Int32(i % 251), n)
            held.append((p, n, UInt8(i % 251)))
            if held.count > 400 {
                let j = random(held.count), (q, m, b) = held[j]
                let bytes = UnsafeRawBufferPointer(start: q, count: m)
                #expect(bytes.allSatisfy { $0 == b })
                Arena.shared.free(q, m)
                held.swapAt(j, held.count - 1)
                held.removeLast()
            }
        }
        for (q, m, b) in held {
            #expect(UnsafeRawBufferPointer(start: q, count: m).allSatisfy { $0 == b })
            Arena.shared.free(q, m)
        }
        #expect(Arena.shared.isWhole)
    }
    @Test func tooMuchIsAnError() {
        #expect(throws: KernelError.self) { _ = try Tensor(empty: [1 << 40, 1 << 10], .float32) }
        #expect(throws: KernelError.self) { _ = try Storage(byteCount: 1 << 46) }
        #expect(Arena.shared.isWhole)
    }
    @Test func freedStorageIsCountedBack() throws {
        let before = Arena.shared.counters.current
        var t: Tensor? = try Tensor(empty: [1000, 1000], .float32)
        #expect(Arena.shared.counters.current >= before + 4_000_000)
        #expect(t!.count == 1_000_000)
        t = nil
        #expect(Arena.shared.counters.current < before + 4_000_000)
    }
}
