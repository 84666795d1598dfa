// swift-tools-version:6.0
import PackageDescription

/// Speed settings of the interpreter's and the kernel's own code: whole-module optimisation is SwiftPM's release default;
/// exclusivity checks cost a call at every property access of a class.
let fast: [SwiftSetting] = [
    .unsafeFlags(["-Ounchecked", "-enforce-exclusivity=unchecked"], .when(configuration: .release)),
    .swiftLanguageMode(.v5),
]
/// Checked arithmetic and bounds, without the exclusivity checks.
let quick: [SwiftSetting] = [
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
    .swiftLanguageMode(.v5),
]
/// The language is confined to one thread, whose own loop counts references without atomic operations: the compiled code may too.
let confined: [SwiftSetting] = fast + [.unsafeFlags(["-Xfrontend", "-assume-single-threaded"], .when(configuration: .release))]
let plain: [SwiftSetting] = [.swiftLanguageMode(.v5)]

/// Library modules in the cell language: `Sources/Library/Cells/NAME.py`.
let cellModules = [
    "einops", "sklearn", "sklearn_cluster", "sklearn_decomposition", "sklearn_discriminant_analysis", "sklearn_metrics", "sklearn_model_selection",
    "sklearn_preprocessing", "sklearn_encoders", "sklearn_impute", "sklearn_compose", "sklearn_text", "sklearn_tree", "sklearn_ensemble", "sklearn_linear_model", "sklearn_feature_selection", "sklearn_lbfgs", "sklearn_neighbors", "sklearn_scores", "sklearn_pipeline", "sklearn_datasets", "sklearn_naive_bayes", "torchmetrics_more", "torchmetrics_functional", "einops_layers", "torchmetrics", "pandas_extra", "pandas_base", "pandas_dates", "pandas_more", "pandas_series", "pandas_frame", "pandas_groups", "pandas_tables", "torch_extra", "torch_more", "torch_nn_extra", "torch_optim_extra", "numpy_extra", "numpy_more", "torch_func", "torch_testing", "torch_accelerator", "torch_distributions", "torchvision_functional", "torchvision_utils", "pillow_stat", "pillow_more", "pillow_sequence",
]

let package = Package(
    name: "shell",
    products: [
        .executable(name: "shell", targets: ["Shell"]),
        .library(name: "Lang", targets: ["Lang"]),
        .library(name: "Kernel", targets: ["Kernel"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // The cell language: text → tokens → syntax tree → scopes → bytecode → machine.
        .target(name: "Lang", dependencies: ["BigInt"], swiftSettings: confined),

        // Tensors, autograd, layers, optimizers, random streams, images, tables, checkpoints.
        .target(name: "CKernel", cSettings: [.unsafeFlags(["-O3", "-fno-math-errno", "-ffp-contract=off"])], linkerSettings: [.linkedLibrary("dl"), .linkedLibrary("m"), .linkedLibrary("png"), .linkedLibrary("jpeg"), .linkedLibrary("z")]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
        .systemLibrary(name: "CJPEG", pkgConfig: "libjpeg", providers: [.apt(["libjpeg62-turbo-dev"])]),
        .systemLibrary(name: "CFreeType", pkgConfig: "freetype2", providers: [.apt(["libfreetype-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "Kernel", dependencies: ["CKernel", "CPNG", "CJPEG", "CFreeType", "CZlib"], swiftSettings: quick),

        .executableTarget(name: "kernel-bench", dependencies: ["Kernel"], path: "Benchmarks/kernel", swiftSettings: fast),

        // The figure model and its gnuplot script.
        .target(
            name: "CGnuplot", cxxSettings: [.unsafeFlags(["-std=c++17"])],
            linkerSettings: [.linkedLibrary("boost_iostreams"), .linkedLibrary("boost_system"), .linkedLibrary("boost_filesystem")]),
        .target(name: "Plot", dependencies: ["CGnuplot", "CFreeType"], swiftSettings: quick),

        // The modules a cell imports.
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .target(name: "Library", dependencies: ["Lang", "Kernel", "Plot", "CPCRE2", "BigInt"],
            // Modules written in the cell language, embedded so that the program stays one file.
            resources: cellModules.map { .embedInCode("Cells/\($0).py") }, swiftSettings: quick),

        // The program.
        // libedit behind plain functions (its own are variadic). Needs libedit-dev.
        .target(name: "CEdit", dependencies: ["CKernel"], linkerSettings: [.linkedLibrary("edit")]),
        .systemLibrary(name: "CMarkdown", pkgConfig: "libcmark-gfm", providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .executableTarget(
            name: "Shell",
            dependencies: [
                "Lang", "Kernel", "CKernel", "Plot", "Library", "CEdit", "CMarkdown", "Yams",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: plain),

        .testTarget(name: "LangTests", dependencies: ["Lang", "Library"], exclude: ["Cases"], swiftSettings: plain),
        .testTarget(name: "KernelTests", dependencies: ["Kernel", "CKernel"], swiftSettings: plain),
        .testTarget(name: "PlotTests", dependencies: ["Plot", "CPNG"], swiftSettings: plain),
        .testTarget(name: "LibraryTests", dependencies: ["Library", "Lang", "Kernel", "Plot"], exclude: ["Files", "Programs"], swiftSettings: plain),
        .testTarget(name: "ShellTests", dependencies: ["Shell"], swiftSettings: plain),
    ],
    cxxLanguageStandard: .cxx17
)
