// This file defines `torchvision`: the transforms of tensors and images that notebooks use; models are not there.

import Kernel
import Lang

enum TorchVision {
    /// A transform: a callable with a printed form.
    final class Transform: Object {
        let apply: (Value) throws -> Value
        let text: () throws -> String
        let held: [Value]
        /// What it was made with, to make it again.
        var named: [(name: Name, value: Value)] = []
        init(type: TypeObject, held: [Value] = [], text: @escaping () throws -> String, _ apply: @escaping (Value) throws -> Value) {
            self.apply = apply
            self.text = text
            self.held = held
            super.init(type: type)
        }
        override var isCallable: Bool { true }
        override func call(_ a: CallArguments) throws -> Value? {
            guard let x = a.positional.first else { throw typeError("\(type.name).__call__() missing 1 required positional argument: 'img'") }
            return try PythonErrors.asTorch { try apply(x) }
        }
        override func repr() throws -> String { try text() }
        override func traverse(_ visit: (Value) -> Void) { held.forEach(visit) }
    }

    static func make() throws -> ModuleObject {
        let m = ModuleObject("torchvision", doc: "Transforms of images.")
        for n in ["transforms", "models"] { if let s = try ModuleTable.shared.module("torchvision." + n) { m.constant(n, .object(s)) } }
        m.absent = ["datasets": "read files with PIL and write a torch.utils.data.Dataset", "ops": "not available", "io": "use PIL.Image.open", "utils": "use matplotlib"]
        return m
    }
    static func makeModels() throws -> ModuleObject {
        let m = ModuleObject("torchvision.models", doc: "Ready-made models are not available.")
        for n in ["resnet18", "resnet34", "resnet50", "resnet101", "vgg11", "vgg16", "vgg19", "mobilenet_v2", "mobilenet_v3_small", "mobilenet_v3_large", "efficientnet_b0", "densenet121", "vit_b_16", "alexnet", "squeezenet1_0", "inception_v3", "googlenet", "convnext_tiny", "swin_t"] {
            m.absent[n] = "ready-made models are not available; build it of torch.nn layers and load its weights with torch.load"
        }
        return m
    }

    /// An array or image as a float tensor (C, H, W); uint8 is scaled to [0, 1].
    private static func toTensor(_ v: Value) throws -> Tensor {
        if v.asObject is TensorObject { throw typeError("pic should be PIL Image or ndarray. Got <class 'torch.Tensor'>") }
        var array = v
        if !(v.asObject is NDArray) {
            guard case .object = v, let np = try ModuleTable.shared.module("numpy"), let f = np["array"] else { throw typeError("pic should be PIL Image or ndarray. Got \(try Operators.str(.object(v.type)))") }
            array = try Operators.call(f, v)
            guard array.asObject is NDArray else { throw typeError("pic should be PIL Image or ndarray. Got \(try Operators.str(.object(v.type)))") }
        }
        var t = try Convert.tensor(from: array)
        if t.rank == 2 { t = try Ops.unsqueeze(t, 2) }
        guard t.rank == 3 else { throw valueError("pic should be 2/3 dimensional. Got \(t.rank) dimensions.") }
        let p = try Movement.permute(t, [2, 0, 1]).clone()
        return p.dtype == .uint8 ? try Ops.div(.tensor(Elementwise.cast(p, .float32)), .int(255)) : p
    }
    private static func tensor(_ v: Value, _ name: String) throws -> Tensor {
        guard let t = v.asObject as? TensorObject else { throw typeError("img should be Tensor Image. Got \(try Operators.str(.object(v.type)))") }
        return t.tensor
    }
    private static func resized(_ v: Value, _ size: [Int]) throws -> Value {
        if v.asObject is TensorObject {
            let t = try tensor(v, "Resize")
            let target = shorter(size, t.shape[t.rank - 2], t.shape[t.rank - 1])
            let x = t.rank == 3 ? try Ops.unsqueeze(t, 0) : t
            let f = x.dtype.isFloat ? x : try Ops.cast(x, .float32)
            var r = try Ops.interpolate(f, target, scales: [nil, nil], .bilinear, alignCorners: false)
            if !x.dtype.isFloat { r = try Ops.cast(Ops.round(r), x.dtype) }
            return Torch.value(t.rank == 3 ? try Ops.squeeze(r, [0]) : r)
        }
        let wh = try Operators.items(of: Operators.attribute(v, "size")).map { try Operators.index($0) }
        let target = shorter(size, wh[1], wh[0])
        return try Operators.callMethod(v, "resize", .tuple([.int(target[1]), .int(target[0])]), .int(2))
    }
    /// One number is the shorter side.
    private static func shorter(_ size: [Int], _ h: Int, _ w: Int) -> [Int] {
        if size.count == 2 { return size }
        let s = size[0]
        return h <= w ? [s, Int(Double(s) * Double(w) / Double(h))] : [Int(Double(s) * Double(h) / Double(w)), s]
    }
    /// Part of a picture: (top, left, height, width).
    private static func crop(_ v: Value, _ top: Int, _ left: Int, _ h: Int, _ w: Int) throws -> Value {
        if v.asObject is TensorObject {
            let t = try tensor(v, "crop")
            return Torch.value(try Ops.narrow(Ops.narrow(t, -2, top, h), -1, left, w))
        }
        return try Operators.callMethod(v, "crop", .tuple([.int(left), .int(top), .int(left + w), .int(top + h)]))
    }
    private static func dimensions(_ v: Value) throws -> (Int, Int) {
        if let t = v.asObject as? TensorObject { return (t.tensor.shape[t.tensor.rank - 2], t.tensor.shape[t.tensor.rank - 1]) }
        let wh = try Operators.items(of: Operators.attribute(v, "size")).map { try Operators.index($0) }
        return (wh[1], wh[0])
    }
    private static func flipped(_ v: Value, horizontal: Bool) throws -> Value {
        if v.asObject is TensorObject { return Torch.value(try Ops.flip(tensor(v, "flip"), [horizontal ? -1 : -2])) }
        return try Operators.callMethod(v, "transpose", .int(horizontal ? 0 : 1))
    }
    private static func draw() throws -> Double {
        let t = try Tensor(empty: [1], .float32)
        try TorchRandom.uniform(t)
        return t.double(at: 0)
    }

    static func makeTransforms() throws -> ModuleObject {
        let m = ModuleObject("torchvision.transforms", doc: "Transforms of images and tensors.")
        func transform(_ name: String, _ parameters: String, _ doc: String, text: @escaping (Arguments) throws -> String, _ apply: @escaping (Arguments, Value) throws -> Value) {
            let t = TypeObject.native(name, module: "torchvision.transforms.transforms", doc: doc, subclassable: false) { t in
                t.constructor("\(name)(\(parameters))") { cls, a in
                    let made = Transform(type: cls, held: a.values.filter { !$0.isUnbound }, text: { try text(a) }, { try apply(a, $0) })
                    made.named = zip(a.signature.parameters, a.values).filter { !$0.1.isUnbound }.map { ($0.0.name, $0.1) }
                    return .object(made)
                }
            }
            m.type(t)
        }
        func pair(_ v: Value) throws -> [Int] { try Convert.shape(from: v) }
        func square(_ v: Value) throws -> [Int] {
            let s = try pair(v)
            return s.count == 1 ? [s[0], s[0]] : s
        }
        transform("Compose", "transforms", "Transforms one after another.", text: { a in
            "Compose(" + (try a.items(0).map { "\n    " + (try Operators.repr($0)) }.joined()) + "\n)"
        }) { a, x in try a.items(0).reduce(x) { try Operators.call($1, $0) } }
        transform("ToTensor", "", "Pictures to float tensors of [0, 1].", text: { _ in "ToTensor()" }) { _, x in Torch.value(try toTensor(x)) }
        transform("PILToTensor", "", "Pictures to uint8 tensors.", text: { _ in "PILToTensor()" }) { _, x in
            guard let np = try ModuleTable.shared.module("numpy"), let f = np["array"] else { throw typeError("pic should be PIL Image. Got \(x.typeName)") }
            var t = try Convert.tensor(from: Operators.call(f, x))
            if t.rank == 2 { t = try Ops.unsqueeze(t, 2) }
            return Torch.value(try Movement.permute(t, [2, 0, 1]).clone())
        }
        transform("ToPILImage", "mode=None", "Tensors or arrays to pictures.", text: { _ in "ToPILImage()" }) { a, x in
            guard let pil = try ModuleTable.shared.module("PIL.Image"), let f = pil["fromarray"] else { throw runtimeError("PIL is not available") }
            if let o = x.asObject as? TensorObject {
                var t = o.tensor
                if t.dtype.isFloat { t = try Elementwise.cast(Ops.mul(t, 255), .uint8) }
                t = try (t.rank == 3 ? (t.shape[0] == 1 ? Movement.select(t, axis: 0, index: 0) : Movement.permute(t, [1, 2, 0])) : t).clone()
                return try Operators.call(f, Convert.ndarray(t))
            }
            return try Operators.call(f, x)
        }
        transform("Normalize", "mean, std, inplace=False", "(x - mean) / std by channel.", text: { a in "Normalize(mean=\(try Operators.str(a[0])), std=\(try Operators.str(a[1])))" }) { a, x in
            let t = try tensor(x, "Normalize")
            guard t.dtype.isFloat else { throw typeError("Input tensor should be a float tensor. Got torch.\(t.dtype.name).") }
            guard t.rank >= 3 else { throw valueError("Expected tensor to be a tensor image of size (..., C, H, W). Got tensor.size() = torch.Size(\(t.shape))") }
            func column(_ v: Value) throws -> Tensor {
                let r = try Torch.makeTensor(v, dtype: t.dtype)
                return r.rank == 1 ? try Movement.reshape(r, [r.count, 1, 1]) : r
            }
            let std = try column(a[1])
            if try std.doubles().contains(0) { throw valueError("std evaluated to zero after conversion to torch.\(t.dtype.name), leading to division by zero.") }
            return Torch.value(try Ops.div(Ops.sub(.tensor(t), .tensor(column(a[0]))), std))
        }
        transform("Resize", "size, interpolation=2, max_size=None, antialias=True", "Pictures of another size.", text: { a in "Resize(size=\(try Operators.str(a[0])), interpolation=bilinear, max_size=None, antialias=True)" }) { a, x in try resized(x, pair(a[0])) }
        transform("CenterCrop", "size", "The middle.", text: { a in "CenterCrop(size=(\(try square(a[0]).map(String.init).joined(separator: ", "))))" }) { a, x in
            let s = try square(a[0]), (h, w) = try dimensions(x)
            return try crop(x, Int((Double(h - s[0]) / 2).rounded(.toNearestOrEven)), Int((Double(w - s[1]) / 2).rounded(.toNearestOrEven)), s[0], s[1])
        }
        transform("RandomCrop", "size, padding=None", "A random part, of the picture with a border of zeros when `padding` is given.", text: { a in "RandomCrop(size=(\(try square(a[0]).map(String.init).joined(separator: ", "))), padding=\(try Operators.str(a[1])))" }) { a, given in
            var x = given
            if !a[1].isNone {
                var sides: [Int] = []
                if case .int(let n) = a[1] { sides = [n] } else { sides = try a.items(1).map { try Operators.index($0) } }
                let (l, t, r, b) = sides.count == 1 ? (sides[0], sides[0], sides[0], sides[0]) : sides.count == 2 ? (sides[0], sides[1], sides[0], sides[1]) : (sides[0], sides[1], sides[2], sides[3])
                if x.asObject is TensorObject {
                    x = Torch.value(try Ops.pad(tensor(x, "RandomCrop"), [l, r, t, b]))
                } else {
                    guard let ops = try ModuleTable.shared.module("PIL.ImageOps"), let expand = ops.globals.get("expand") else { return x }
                    x = try Operators.call(expand, CallArguments([x, .tuple([.int(l), .int(t), .int(r), .int(b)])]))
                }
            }
            let s = try square(a[0]), (h, w) = try dimensions(x)
            if h < s[0] || w < s[1] { throw valueError("Required crop size \((s[0], s[1])) is larger than input image size \((h, w))") }
            if h == s[0] && w == s[1] { return x }
            let i = try Tensor(empty: [1], .int64), j = try Tensor(empty: [1], .int64)
            try TorchRandom.integers(i, 0, h - s[0] + 1)
            try TorchRandom.integers(j, 0, w - s[1] + 1)
            return try crop(x, i.integer(at: 0), j.integer(at: 0), s[0], s[1])
        }
        for (n, horizontal) in [("RandomHorizontalFlip", true), ("RandomVerticalFlip", false)] {
            transform(n, "p=0.5", "Mirrored at random.", text: { a in "\(n)(p=\(try Operators.str(a[0])))" }) { a, x in try draw() < a.float(0) ? flipped(x, horizontal: horizontal) : x }
        }
        transform("Grayscale", "num_output_channels=1", "Grey.", text: { a in "Grayscale(num_output_channels=\(try Operators.str(a[0])))" }) { a, x in
            if x.asObject is TensorObject {
                let t = try tensor(x, "Grayscale")
                let parts = try Ops.unbind(t, t.rank - 3)
                let g = try Ops.unsqueeze(Ops.add(Ops.add(Ops.mul(parts[0], 0.2989), Ops.mul(parts[1], 0.587)), Ops.mul(parts[2], 0.114)), t.rank - 3)
                return Torch.value(try a.int(0) == 3 ? Ops.cat([g, g, g], t.rank - 3) : g)
            }
            return try Operators.callMethod(x, "convert", .string("L"))
        }
        transform("Lambda", "lambd", "A function of the language.", text: { _ in "Lambda()" }) { a, x in try Operators.call(a[0], x) }
        transform("ConvertImageDtype", "dtype", "Another dtype, scaled.", text: { _ in "ConvertImageDtype()" }) { a, x in
            let t = try tensor(x, "ConvertImageDtype"), d = try TorchDType.from(a[0]) ?? .float32
            if t.dtype == .uint8 && d.isFloat { return Torch.value(try Ops.div(.tensor(Ops.cast(t, d)), .int(255))) }
            if t.dtype.isFloat && d == .uint8 { return Torch.value(try Ops.cast(Ops.mul(t, 255.999), d)) }
            return Torch.value(try Ops.cast(t, d))
        }
        m.absent = ["RandomRotation": "use PIL.Image.rotate", "ColorJitter": "not available", "RandomResizedCrop": "use RandomCrop and Resize", "RandomAffine": "use PIL.Image.transform", "v2": "use torchvision.transforms"]
        m.lazy["functional"] = {
            guard let f = try ModuleTable.shared.module("torchvision.transforms.functional") else { throw importError("No module named 'torchvision.transforms.functional'") }
            return .object(f)
        }
        return m
    }
}
