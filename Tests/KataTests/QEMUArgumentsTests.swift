import Testing

@testable import Kata

@Suite("QEMU's arguments by meaning") struct QEMUArgumentsTests {
    private func read(_ text: String) -> QEMUArguments {
        QEMUArguments(["/usr/bin/qemu"] + text.split(separator: " ").map(String.init))
    }

    @Test(
        "what means the same is equal",
        arguments: [
            ("-m 2048", "-m size=2G"), ("-m 1G,slots=10,maxmem=4096M", "--m maxmem=4G,slots=10,size=1024"),
            ("-enable-kvm -smp 2", "-smp cpus=2 -accel kvm"), ("-machine q35,accel=kvm", "-M accel=kvm,type=q35"),
            ("-chardev socket,id=c,path=/s,server,nowait", "-chardev wait=off,server=on,path=/s,id=c,backend=socket"),
            ("-device virtio-rng-pci,id=r -device pxb,id=p", "-device pxb,id=p -device virtio-rng-pci,id=r"),
            (
                #"-device {"driver":"virtio-blk-pci","id":"d","share-rw":true}"#,
                "-device virtio-blk-pci,id=d,share-rw=on"
            ),
            (
                "-object memory-backend-file,id=m,size=1M,share=yes",
                "-object id=m,share=on,size=1048576,qom-type=memory-backend-file"
            ),
        ])
    func same(_ a: String, _ b: String) {
        #expect(read(a).differences(to: read(b)) == [])
        #expect(read(a) == read(b))
    }

    @Test(
        "what differs is told, an option or a property each",
        arguments: [
            ("-m 2048", "-m 1024", ["-m size: 2147483648 here, 1073741824 there"]),
            ("-nographic", "", ["only here: -nographic "]),
            ("-device a,id=x,mq=on", "-device a,id=x", ["-device x mq: on here, absent there"]),
            ("-device a -device a,q=1", "-device a,q=2 -device a", ["-device a q: 1 here, 2 there"]),
            ("-append a=b,c", "-append a=b,d", ["only here: -append value=a=b,c", "only there: -append value=a=b,d"]),
        ])
    func different(_ a: String, _ b: String, _ told: [String]) {
        #expect(read(a).differences(to: read(b)) == told)
    }

    @Test("commas that are meant, a value that is missing and too many words do no harm")
    func odd() {
        #expect(read("-drive file=/a,,b,if=none").options.first?.properties == ["file": "/a,b", "if": "none"])
        #expect(read("-device").options == [QEMUArguments.Option("device", ["driver": ""])])
        #expect(QEMUArguments([]).options.isEmpty)
        let many = QEMUArguments([String](repeating: "-nographic", count: 10_000))
        #expect(many.options.count == QEMUArguments.limit - 1)
    }

    @Test("no words crash it, and every line is equal to itself", arguments: [51, 52] as [UInt64])
    func anything(seed: UInt64) {
        var random = SplitMix(seed)
        let pieces = ["-device", "-m", ",", "=", "a", "{", "}", "\"", "-", "1G", "no", "id=x", "é", ""]
        for _ in 0..<1000 {
            let words = (0..<random.below(10)).map { _ in
                (0..<random.below(4)).map { _ in pieces[random.below(pieces.count)] }.joined()
            }
            let line = QEMUArguments(words)
            #expect(line.differences(to: line).isEmpty)
        }
    }
}
