// This file defines the settings that every figure starts from (`rcParams`) and the named styles.

/// A setting's value.
public enum Setting: Equatable {
    case number(Double)
    case integer(Int)
    case flag(Bool)
    case text(String)
    case numbers([Double])
    case texts([String])
    case none
}

/// The settings in force; matplotlib's names and defaults.
public final class Style {
    public static let shared = Style()

    public static let defaults: [String: Setting] = [
        "figure.figsize": .numbers([6.4, 4.8]), "figure.dpi": .number(100), "figure.facecolor": .text("white"), "figure.edgecolor": .text("white"),
        "figure.subplot.left": .number(0.125), "figure.subplot.right": .number(0.9), "figure.subplot.bottom": .number(0.11),
        "figure.subplot.top": .number(0.88), "figure.subplot.wspace": .number(0.2), "figure.subplot.hspace": .number(0.2),
        "figure.titlesize": .text("large"), "figure.titleweight": .text("normal"), "figure.autolayout": .flag(false),
        "figure.constrained_layout.use": .flag(false), "figure.max_open_warning": .integer(20),
        "figure.labelsize": .text("large"), "figure.labelweight": .text("normal"),
        "savefig.dpi": .text("figure"), "savefig.format": .text("png"), "savefig.bbox": .none, "savefig.pad_inches": .number(0.1),
        "savefig.facecolor": .text("auto"), "savefig.transparent": .flag(false),
        "font.size": .number(10), "font.family": .texts(["sans-serif"]), "font.weight": .text("normal"), "font.style": .text("normal"),
        "font.sans-serif": .texts(["DejaVu Sans"]), "font.serif": .texts(["DejaVu Serif"]), "font.monospace": .texts(["DejaVu Sans Mono"]),
        "text.color": .text("black"), "text.usetex": .flag(false), "mathtext.fontset": .text("dejavusans"), "mathtext.default": .text("it"),
        "axes.facecolor": .text("white"), "axes.edgecolor": .text("black"), "axes.linewidth": .number(0.8), "axes.grid": .flag(false),
        "axes.grid.axis": .text("both"), "axes.grid.which": .text("major"), "axes.titlesize": .text("large"), "axes.titleweight": .text("normal"),
        "axes.titlepad": .number(6), "axes.titlelocation": .text("center"), "axes.titlecolor": .text("auto"), "axes.titley": .none,
        "axes.labelsize": .text("medium"), "axes.labelpad": .number(4), "axes.labelcolor": .text("black"), "axes.labelweight": .text("normal"),
        "axes.axisbelow": .text("line"), "axes.xmargin": .number(0.05), "axes.ymargin": .number(0.05), "axes.spines.left": .flag(true),
        "axes.spines.right": .flag(true), "axes.spines.top": .flag(true), "axes.spines.bottom": .flag(true), "axes.unicode_minus": .flag(true),
        "axes.formatter.limits": .numbers([-5, 6]), "axes.formatter.useoffset": .flag(true), "axes.formatter.offset_threshold": .integer(4),
        "axes.formatter.use_mathtext": .flag(false), "axes.autolimit_mode": .text("data"),
        "axes.prop_cycle": .texts(["1f77b4", "ff7f0e", "2ca02c", "d62728", "9467bd", "8c564b", "e377c2", "7f7f7f", "bcbd22", "17becf"].map { "#" + $0 }),
        "lines.linewidth": .number(1.5), "lines.linestyle": .text("-"), "lines.color": .text("C0"), "lines.marker": .text("None"), "lines.markersize": .number(6),
        "lines.markeredgewidth": .number(1), "lines.markerfacecolor": .text("auto"), "lines.markeredgecolor": .text("auto"), "lines.antialiased": .flag(true),
        "lines.dashed_pattern": .numbers([3.7, 1.6]), "lines.dashdot_pattern": .numbers([6.4, 1.6, 1, 1.6]), "lines.dotted_pattern": .numbers([1, 1.65]),
        "lines.scale_dashes": .flag(true), "lines.dash_capstyle": .text("butt"), "lines.solid_capstyle": .text("projecting"),
        "patch.linewidth": .number(1), "patch.facecolor": .text("C0"), "patch.edgecolor": .text("black"), "patch.force_edgecolor": .flag(false),
        "patch.antialiased": .flag(true),
        "scatter.marker": .text("o"), "scatter.edgecolors": .text("face"), "hist.bins": .integer(10), "errorbar.capsize": .number(0),
        "image.cmap": .text("viridis"), "image.interpolation": .text("auto"), "image.origin": .text("upper"), "image.aspect": .text("equal"), "image.lut": .integer(256),
        "xtick.major.size": .number(3.5), "xtick.major.width": .number(0.8), "xtick.major.pad": .number(3.5), "xtick.minor.size": .number(2),
        "xtick.minor.width": .number(0.6), "xtick.minor.pad": .number(3.4), "xtick.minor.visible": .flag(false), "xtick.direction": .text("out"),
        "xtick.labelsize": .text("medium"), "xtick.color": .text("black"), "xtick.labelcolor": .text("inherit"), "xtick.top": .flag(false), "xtick.bottom": .flag(true),
        "xtick.labeltop": .flag(false), "xtick.labelbottom": .flag(true), "xtick.alignment": .text("center"),
        "ytick.major.size": .number(3.5), "ytick.major.width": .number(0.8), "ytick.major.pad": .number(3.5), "ytick.minor.size": .number(2),
        "ytick.minor.width": .number(0.6), "ytick.minor.pad": .number(3.4), "ytick.minor.visible": .flag(false), "ytick.direction": .text("out"),
        "ytick.labelsize": .text("medium"), "ytick.color": .text("black"), "ytick.labelcolor": .text("inherit"), "ytick.left": .flag(true), "ytick.right": .flag(false),
        "ytick.labelleft": .flag(true), "ytick.labelright": .flag(false), "ytick.alignment": .text("center_baseline"),
        "grid.color": .text("#b0b0b0"), "grid.linestyle": .text("-"), "grid.linewidth": .number(0.8), "grid.alpha": .number(1),
        "legend.loc": .text("best"), "legend.frameon": .flag(true), "legend.framealpha": .number(0.8), "legend.facecolor": .text("inherit"),
        "legend.edgecolor": .text("0.8"), "legend.fancybox": .flag(true), "legend.shadow": .flag(false), "legend.numpoints": .integer(1),
        "legend.scatterpoints": .integer(1), "legend.markerscale": .number(1), "legend.fontsize": .text("medium"), "legend.title_fontsize": .none,
        "legend.borderpad": .number(0.4), "legend.labelspacing": .number(0.5), "legend.handlelength": .number(2), "legend.handleheight": .number(0.7),
        "legend.handletextpad": .number(0.8), "legend.borderaxespad": .number(0.5), "legend.columnspacing": .number(2), "legend.labelcolor": .none,
        "boxplot.showfliers": .flag(true), "boxplot.showmeans": .flag(false), "boxplot.notch": .flag(false), "boxplot.patchartist": .flag(false),
        "pdf.fonttype": .integer(3), "svg.fonttype": .text("path"), "contour.linewidth": .none, "contour.negative_linestyle": .text("dashed"), "interactive": .flag(false),
        "backend": .text("gnuplot"), "agg.path.chunksize": .integer(0), "path.simplify": .flag(true), "timezone": .text("UTC"),
    ]

    public private(set) var values: [String: Setting] = Style.defaults
    private(set) var cycle: [RGBA] = []

    init() { refresh() }

    public subscript(key: String) -> Setting? { values[key] }
    /// Sets a known key; false for an unknown one.
    public func set(_ key: String, _ value: Setting) -> Bool {
        guard values[key] != nil else { return false }
        values[key] = value
        refresh()
        return true
    }
    public func restore(_ saved: [String: Setting]) {
        values = saved
        refresh()
    }
    public func reset() { restore(Style.defaults) }

    private func refresh() {
        cycle = texts("axes.prop_cycle").map { ColorNames.parse($0, cycle: []) ?? .black }
        if cycle.isEmpty { cycle = [.black] }
    }
    /// The property cycle's colours (`C0`, `C1`, ...).
    public var colorCycle: [RGBA] { cycle }

    public func number(_ key: String) -> Double {
        switch values[key] {
        case .number(let d): return d
        case .integer(let i): return Double(i)
        case .text(let s): return Double(s) ?? size(s)
        default: return 0
        }
    }
    public func flag(_ key: String) -> Bool {
        switch values[key] {
        case .flag(let b): return b
        case .number(let d): return d != 0
        case .integer(let i): return i != 0
        default: return false
        }
    }
    public func text(_ key: String) -> String {
        switch values[key] {
        case .text(let s): return s
        case .number(let d): return "\(d)"
        case .integer(let i): return "\(i)"
        case .texts(let t): return t.first ?? ""
        default: return ""
        }
    }
    public func texts(_ key: String) -> [String] {
        switch values[key] {
        case .texts(let t): return t
        case .text(let s): return [s]
        default: return []
        }
    }
    public func numbers(_ key: String) -> [Double] {
        if case .numbers(let n) = values[key] { return n } else { return [] }
    }
    public func color(_ key: String) -> RGBA { ColorNames.parse(text(key), cycle: cycle) ?? .black }

    static let relativeSizes: [String: Double] = [
        "xx-small": 0.579, "x-small": 0.694, "small": 0.833, "medium": 1, "large": 1.2, "x-large": 1.44, "xx-large": 1.728, "larger": 1.2, "smaller": 0.833,
    ]
    /// A font size in points from a number's text or a word such as `large`.
    public func size(_ word: String) -> Double {
        if let d = Double(word) { return d }
        let base: Double
        if case .number(let d) = values["font.size"] { base = d } else if case .integer(let i) = values["font.size"] { base = Double(i) } else { base = 10 }
        return base * (Style.relativeSizes[word] ?? 1)
    }
    /// A font-size setting in points.
    public func fontSize(_ key: String) -> Double {
        switch values[key] {
        case .number(let d): return d
        case .integer(let i): return Double(i)
        case .text(let s): return size(s)
        default: return size("medium")
        }
    }
    public static func isSizeWord(_ word: String) -> Bool { relativeSizes[word] != nil }

    // MARK: Named styles

    private static func cycleOf(_ hex: String) -> Setting { .texts(hex.split(separator: " ").map { "#" + $0 }) }
    /// What each style changes.
    public static let styles: [String: [String: Setting]] = {
        let seaborn: [String: Setting] = [
            "axes.axisbelow": .flag(true), "axes.edgecolor": .text("white"), "axes.facecolor": .text("#EAEAF2"), "axes.grid": .flag(true),
            "axes.labelcolor": .text(".15"), "axes.linewidth": .number(0), "grid.color": .text("white"), "grid.linestyle": .text("-"), "grid.linewidth": .number(1),
            "legend.frameon": .flag(false), "legend.numpoints": .integer(1), "legend.scatterpoints": .integer(1), "text.color": .text(".15"),
            "xtick.color": .text(".15"), "xtick.direction": .text("out"), "xtick.major.size": .number(0), "xtick.minor.size": .number(0),
            "ytick.color": .text(".15"), "ytick.direction": .text("out"), "ytick.major.size": .number(0), "ytick.minor.size": .number(0),
        ]
        var seabornFull = seaborn
        for (k, v) in [
            "axes.labelsize": Setting.number(11), "axes.titlesize": .number(12), "grid.linewidth": .number(1), "legend.fontsize": .number(10), "lines.linewidth": .number(1.75),
            "lines.markeredgewidth": .number(0), "lines.markersize": .number(7), "patch.linewidth": .number(0.3), "xtick.labelsize": .number(10), "ytick.labelsize": .number(10),
            "xtick.major.pad": .number(7), "ytick.major.pad": .number(7), "figure.figsize": .numbers([8, 5.5]),
            "axes.prop_cycle": cycleOf("4C72B0 55A868 C44E52 8172B2 CCB974 64B5CD"), "patch.facecolor": .text("#4C72B0"), "image.cmap": .text("Greys"),
        ] { seabornFull[k] = v }
        var whitegrid = seaborn
        for (k, v) in ["axes.edgecolor": Setting.text(".8"), "axes.facecolor": .text("white"), "axes.linewidth": .number(1), "grid.color": .text(".8")] { whitegrid[k] = v }
        return [
            "default": Style.defaults.filter { !$0.key.hasPrefix("savefig") && $0.key != "backend" && $0.key != "interactive" },
            "ggplot": [
                "patch.linewidth": .number(0.5), "patch.facecolor": .text("#348ABD"), "patch.edgecolor": .text("#EEEEEE"), "patch.antialiased": .flag(true), "font.size": .number(10),
                "axes.facecolor": .text("#E5E5E5"), "axes.edgecolor": .text("white"), "axes.linewidth": .number(1), "axes.grid": .flag(true),
                "axes.titlesize": .text("x-large"), "axes.labelsize": .text("large"), "axes.labelcolor": .text("#555555"), "axes.axisbelow": .flag(true),
                "axes.prop_cycle": cycleOf("E24A33 348ABD 988ED5 777777 FBC15E 8EBA42 FFB5B8"), "xtick.color": .text("#555555"), "xtick.direction": .text("out"),
                "ytick.color": .text("#555555"), "ytick.direction": .text("out"), "grid.color": .text("white"), "grid.linestyle": .text("-"),
                "figure.facecolor": .text("white"), "figure.edgecolor": .text("0.50"),
            ],
            "dark_background": [
                "lines.color": .text("white"), "patch.edgecolor": .text("white"), "text.color": .text("white"), "axes.facecolor": .text("black"),
                "axes.edgecolor": .text("white"), "axes.labelcolor": .text("white"),
                "axes.prop_cycle": cycleOf("8dd3c7 feffb3 bfbbd9 fa8174 81b1d2 fdb462 b3de69 bc82bd ccebc4 ffed6f"), "xtick.color": .text("white"),
                "ytick.color": .text("white"), "grid.color": .text("white"), "figure.facecolor": .text("black"), "figure.edgecolor": .text("black"),
            ],
            "bmh": [
                "lines.linewidth": .number(2), "patch.linewidth": .number(0.5), "patch.facecolor": .text("blue"), "patch.edgecolor": .text("#eeeeee"), "axes.facecolor": .text("#eeeeee"),
                "axes.edgecolor": .text("#bcbcbc"), "axes.grid": .flag(true), "axes.titlesize": .text("x-large"), "axes.labelsize": .text("large"),
                "axes.prop_cycle": cycleOf("348ABD A60628 7A68A6 467821 D55E00 CC79A7 56B4E9 009E73 F0E442 0072B2"), "grid.color": .text("#b2b2b2"),
                "grid.linestyle": .text("--"), "grid.linewidth": .number(0.5), "legend.fancybox": .flag(true), "xtick.direction": .text("in"), "ytick.direction": .text("in"),
            ],
            "fivethirtyeight": [
                "lines.linewidth": .number(4), "lines.solid_capstyle": .text("butt"), "legend.fancybox": .flag(true), "axes.facecolor": .text("#f0f0f0"),
                "axes.edgecolor": .text("#f0f0f0"), "axes.labelsize": .text("large"), "axes.axisbelow": .flag(true), "axes.grid": .flag(true), "axes.linewidth": .number(3),
                "axes.titlesize": .text("x-large"), "axes.prop_cycle": cycleOf("008fd5 fc4f30 e5ae38 6d904f 8b8b8b 810f7c"), "patch.edgecolor": .text("#f0f0f0"),
                "patch.linewidth": .number(0.5), "svg.fonttype": .text("path"), "grid.linestyle": .text("-"), "grid.linewidth": .number(1), "grid.color": .text("#cbcbcb"),
                "xtick.major.size": .number(0), "xtick.minor.size": .number(0), "ytick.major.size": .number(0), "ytick.minor.size": .number(0), "font.size": .number(14),
                "savefig.facecolor": .text("#f0f0f0"), "figure.subplot.left": .number(0.08), "figure.subplot.right": .number(0.95), "figure.subplot.bottom": .number(0.07),
                "figure.facecolor": .text("#f0f0f0"),
            ],
            "grayscale": [
                "patch.facecolor": .text("0.5"), "axes.edgecolor": .text("black"), "axes.prop_cycle": .texts(["0.00", "0.40", "0.60", "0.70"]),
                "image.cmap": .text("gray"), "figure.facecolor": .text("0.75"),
            ],
            "seaborn-v0_8": seabornFull, "seaborn-v0_8-darkgrid": seaborn, "seaborn-v0_8-whitegrid": whitegrid,
            "tableau-colorblind10": ["axes.prop_cycle": cycleOf("006BA4 FF800E ABABAB 595959 5F9ED1 C85200 898989 A2C8EC FFBC79 CFCFCF"), "patch.facecolor": .text("#006BA4")],
        ]
    }()
    public static var styleNames: [String] { styles.keys.filter { $0 != "default" }.sorted() }

    /// Applies a named style. false: there is none.
    public func use(_ name: String) -> Bool {
        guard let changes = Style.styles[name] else { return false }
        for (k, v) in changes { values[k] = v }
        refresh()
        return true
    }
}
