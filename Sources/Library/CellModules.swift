// This file lists the library modules that are written in the cell language itself, and makes them at their first import.

import Lang

/// Modules whose source is embedded in the program (`Cells/*.py`). They run in CPython too, which is how they are checked against the originals.
enum CellModules {
    /// Dotted name → source.
    static let sources: [(name: String, bytes: () -> [UInt8])] = [
        ("einops", { PackageResources.einops_py }),
        ("einops.layers", { [] }),
        ("einops.layers.torch", { PackageResources.einops_layers_py }),
        ("sklearn.linear_model", { PackageResources.sklearn_linear_model_py }),
        ("sklearn.neighbors", { PackageResources.sklearn_neighbors_py }),
        // One module in parts.
        ("pandas", {
            PackageResources.pandas_extra_py + PackageResources.pandas_base_py + PackageResources.pandas_dates_py + PackageResources.pandas_more_py + PackageResources.pandas_series_py + PackageResources.pandas_frame_py
                + PackageResources.pandas_groups_py + PackageResources.pandas_tables_py
        }),
        ("sklearn", { PackageResources.sklearn_py }),
        ("sklearn._lbfgs", { PackageResources.sklearn_lbfgs_py }),
        ("sklearn.cluster", { PackageResources.sklearn_cluster_py }),
        ("sklearn.decomposition", { PackageResources.sklearn_decomposition_py }),
        ("sklearn.discriminant_analysis", { PackageResources.sklearn_discriminant_analysis_py }),
        ("sklearn.metrics", { PackageResources.sklearn_metrics_py + PackageResources.sklearn_scores_py }),
        ("sklearn.pipeline", { PackageResources.sklearn_pipeline_py }),
        ("sklearn.datasets", { PackageResources.sklearn_datasets_py }),
        ("sklearn.naive_bayes", { PackageResources.sklearn_naive_bayes_py }),
        ("sklearn.model_selection", { PackageResources.sklearn_model_selection_py }),
        ("sklearn.preprocessing", { PackageResources.sklearn_preprocessing_py + PackageResources.sklearn_encoders_py }),
        ("sklearn.impute", { PackageResources.sklearn_impute_py }),
        ("sklearn.compose", { PackageResources.sklearn_compose_py }),
        ("sklearn.feature_extraction", { [] }),
        ("sklearn.feature_extraction.text", { PackageResources.sklearn_text_py }),
        ("sklearn.tree", { PackageResources.sklearn_tree_py }),
        ("sklearn.feature_selection", { PackageResources.sklearn_feature_selection_py }),
        ("sklearn.ensemble", { PackageResources.sklearn_ensemble_py }),
        ("torchmetrics", { PackageResources.torchmetrics_py + PackageResources.torchmetrics_more_py }),
        ("torchmetrics.functional", { PackageResources.torchmetrics_functional_py }),
        ("torch._extra", { PackageResources.torch_extra_py }),
        ("torch._more", { PackageResources.torch_more_py }),
        ("torch._nn", { PackageResources.torch_nn_extra_py }),
        ("numpy._extra", { PackageResources.numpy_extra_py }),
        ("numpy._more", { PackageResources.numpy_more_py }),
        ("torch._optim", { PackageResources.torch_optim_extra_py }),
        ("torch.testing", { PackageResources.torch_testing_py }),
        ("torch.func", { PackageResources.torch_func_py }),
        ("torch.accelerator", { PackageResources.torch_accelerator_py }),
        ("torch.distributions", { PackageResources.torch_distributions_py }),
        ("torchvision.transforms.functional", { PackageResources.torchvision_functional_py }),
        ("torchvision.utils", { PackageResources.torchvision_utils_py }),
        ("PIL._more", { PackageResources.pillow_more_py }),
        ("PIL.ImageSequence", { PackageResources.pillow_sequence_py }),
        ("PIL.ImageStat", { PackageResources.pillow_stat_py }),
    ]

    /// The names that their sources go by in frames.
    static let sourceNames = Set(sources.map { "<\($0.name)>" })

    /// Other names of a module: `torchmetrics.classification` is `torchmetrics`.
    static let aliases = ["torchmetrics.classification": "torchmetrics", "torchmetrics.regression": "torchmetrics", "torchmetrics.aggregation": "torchmetrics", "torchmetrics.image": "torchmetrics", "torchmetrics.wrappers": "torchmetrics",
        "torchmetrics.functional.classification": "torchmetrics.functional", "torchmetrics.functional.regression": "torchmetrics.functional", "sklearn.metrics.pairwise": "sklearn.metrics", "numpy.polynomial": "numpy._extra", "numpy.polynomial.polynomial": "numpy._extra",
        "sklearn.base": "sklearn", "sklearn.exceptions": "sklearn", "sklearn.utils": "sklearn"]

    static func register(_ table: ModuleTable) {
        for (name, bytes) in sources {
            table.register(name) {
                let module = ModuleObject(name)
                let source = Source(name: "<\(name)>", text: String(decoding: bytes(), as: UTF8.self))
                // Modules that import each other find the one that is being made.
                table.add(module)
                do { _ = try Interpreter.shared.run(source, in: module) } catch {
                    table.remove(name)
                    throw error
                }
                if let parent = name.lastIndex(of: "."), let p = try table.module(String(name[..<parent])) {
                    p.globals.set(Name(String(name[name.index(after: parent)...])), .object(module))
                }
                return module
            }
        }
        for (alias, name) in aliases {
            table.register(alias) {
                guard let m = try table.module(name) else { throw importError("No module named '\(name)'") }
                return m
            }
        }
    }
}
